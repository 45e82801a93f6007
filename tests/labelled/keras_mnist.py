# %% tags=["imports"]
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers
import matplotlib.pyplot as plt

# %% tags=["parameters"]
num_classes = 10
input_shape = (28, 28, 1)
batch_size = 128
epochs = 15

# %% [markdown]
# ## Prepare the data
# %% tags=["preprocess"]
(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()

# Scale images to the [0, 1] range
x_train = x_train.astype("float32") / 255
x_test = x_test.astype("float32") / 255
x_train = np.expand_dims(x_train, -1)
x_test = np.expand_dims(x_test, -1)
print("x_train shape:", x_train.shape)
print(x_test.shape[0], "test samples")

# %% tags=["skip"]
plt.imshow(x_train[0].squeeze(), cmap="gray")
plt.show()

# %% tags=["preprocess"]
y_train = keras.utils.to_categorical(y_train, num_classes)
y_test = keras.utils.to_categorical(y_test, num_classes)

# %% [markdown]
# ## Build the model
# %% tags=["train"]
model = keras.Sequential(
    [
        keras.Input(shape=input_shape),
        layers.Conv2D(32, kernel_size=(3, 3), activation="relu"),
        layers.MaxPooling2D(pool_size=(2, 2)),
        layers.Flatten(),
        layers.Dropout(0.5),
        layers.Dense(num_classes, activation="softmax"),
    ]
)
model.summary()

# %% tags=["train"]
model.compile(loss="categorical_crossentropy", optimizer="adam", metrics=["accuracy"])
history = model.fit(x_train, y_train, batch_size=batch_size, epochs=epochs, validation_split=0.1)

# %% tags=["evaluate"]
plt.plot(history.history["accuracy"])
plt.plot(history.history["val_accuracy"])
plt.legend(["train", "val"])
plt.show()

# %% [markdown]
# ## Evaluate the trained model
# %% tags=["evaluate"]
score = model.evaluate(x_test, y_test, verbose=0)
print("Test loss:", score[0])
print("Test accuracy:", score[1])

# %% tags=["predict"]
probs = model.predict(x_test)
labels = probs.argmax(axis=1)

# %% tags=["evaluate"]
cm = tf.math.confusion_matrix(y_test.argmax(axis=1), labels)
plt.matshow(cm)
plt.show()
