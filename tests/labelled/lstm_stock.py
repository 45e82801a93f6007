# %% tags=["imports"]
import numpy as np
import pandas as pd
import matplotlib.pyplot as plt
from keras.models import Sequential
from keras.layers import LSTM, Dense, Dropout
from sklearn.preprocessing import MinMaxScaler
plt.style.use('fivethirtyeight')

# %% tags=["preprocess"]
df = pd.read_csv('AAPL.csv')
df.shape

# %% tags=["skip"]
plt.figure(figsize=(16,8))
plt.title('Close Price History')
plt.plot(df['Close'])
plt.show()

# %% tags=["preprocess"]
data = df.filter(['Close'])
dataset = data.values
training_data_len = int(np.ceil(len(dataset) * .8))

# %% tags=["preprocess"]
scaler = MinMaxScaler(feature_range=(0,1))
scaled_data = scaler.fit_transform(dataset)

# %% tags=["preprocess"]
train_data = scaled_data[0:training_data_len, :]
x_train = []
y_train = []
for i in range(60, len(train_data)):
    x_train.append(train_data[i-60:i, 0])
    y_train.append(train_data[i, 0])
x_train, y_train = np.array(x_train), np.array(y_train)
x_train = np.reshape(x_train, (x_train.shape[0], x_train.shape[1], 1))

# %% tags=["train"]
model = Sequential()
model.add(LSTM(50, return_sequences=True, input_shape=(x_train.shape[1], 1)))
model.add(LSTM(50, return_sequences=False))
model.add(Dense(25))
model.add(Dense(1))

# %% tags=["train"]
model.compile(optimizer='adam', loss='mean_squared_error')

# %% tags=["train"]
model.fit(x_train, y_train, batch_size=1, epochs=1)

# %% tags=["predict"]
test_data = scaled_data[training_data_len - 60:, :]
x_test = []
y_test = dataset[training_data_len:, :]
for i in range(60, len(test_data)):
    x_test.append(test_data[i-60:i, 0])
x_test = np.array(x_test)
x_test = np.reshape(x_test, (x_test.shape[0], x_test.shape[1], 1))

# %% tags=["predict"]
predictions = model.predict(x_test)
predictions = scaler.inverse_transform(predictions)

# %% tags=["evaluate"]
rmse = np.sqrt(np.mean(((predictions - y_test) ** 2)))
rmse

# %% tags=["evaluate"]
train = data[:training_data_len]
valid = data[training_data_len:]
valid['Predictions'] = predictions
plt.plot(train['Close'])
plt.plot(valid[['Close', 'Predictions']])
plt.show()
