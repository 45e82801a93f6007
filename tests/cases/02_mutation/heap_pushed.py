# %% tags=["preprocess"]
import bisect
import heapq

heap = [5, 9]
order = [1, 4]

# %% tags=["train"]
heapq.heappush(heap, 2)
bisect.insort(order, 3)

# %% tags=["evaluate"]
print(heap, order)
