# %% tags=["preprocess"]
import copy

import numpy as np
import local_evaluation as le

y = np.arange(6.0)
predicted = copy.deepcopy(le.predict(y))

# %% tags=["evaluate"]
le.show(y, predicted)
print(y)
