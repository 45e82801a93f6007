# %% [markdown]
# # Cats and dogs
# %% tags=["imports"]
import os
import tensorflow as tf
from tensorflow.keras.preprocessing.image import ImageDataGenerator
from tensorflow.keras.applications import MobileNetV2
from tensorflow.keras import layers, models
import matplotlib.pyplot as plt

# %% tags=["parameters"]
IMG_SIZE = 160
BATCH_SIZE = 32
EPOCHS = 10

# %% tags=["preprocess"]
base_dir = "cats_and_dogs_filtered"
train_dir = os.path.join(base_dir, "train")
val_dir = os.path.join(base_dir, "validation")

# %% tags=["train"]
train_gen = ImageDataGenerator(rescale=1/255., horizontal_flip=True).flow_from_directory(
    train_dir, target_size=(IMG_SIZE, IMG_SIZE), batch_size=BATCH_SIZE, class_mode="binary")
val_gen = ImageDataGenerator(rescale=1/255.).flow_from_directory(
    val_dir, target_size=(IMG_SIZE, IMG_SIZE), batch_size=BATCH_SIZE, class_mode="binary")

# %% tags=["train"]
base = MobileNetV2(input_shape=(IMG_SIZE, IMG_SIZE, 3), include_top=False, weights="imagenet")
base.trainable = False

# %% tags=["train"]
x = layers.GlobalAveragePooling2D()(base.output)
out = layers.Dense(1, activation="sigmoid")(x)
model = models.Model(base.input, out)
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])

# %% tags=["train"]
history = model.fit(train_gen, epochs=EPOCHS, validation_data=val_gen)
model.save("cats_dogs.h5")

# %% tags=["evaluate"]
acc = history.history["accuracy"]
val_acc = history.history["val_accuracy"]
plt.plot(acc, label="train")
plt.plot(val_acc, label="val")
plt.legend()
plt.show()

# %% tags=["evaluate"]
loss, accuracy = model.evaluate(val_gen)
print("val accuracy", accuracy)
