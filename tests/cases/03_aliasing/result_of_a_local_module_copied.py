# %% tags=["preprocess"]
import copy

import numpy as np
import local_evaluation as le

y = np.arange(6.0)
predicted = copy.deepcopy(le.predict(y[3:]))

# %% tags=["evaluate"]
le.show(predicted)
print(y)
