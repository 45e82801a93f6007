# %% tags=["preprocess"]
import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.layers.Dense(1)])
x = np.arange(6.0)
head = x[:3]

# %% tags=["train"]
optimizer = tf.keras.optimizers.SGD()
loss_fn = tf.keras.losses.mean_squared_error
with tf.GradientTape() as tape:
    loss = loss_fn(head, model(head))
gradients = tape.gradient(loss, model.trainable_variables)
optimizer.apply_gradients(zip(gradients, model.trainable_variables))

# %% tags=["evaluate"]
print(model(head), x, head)
