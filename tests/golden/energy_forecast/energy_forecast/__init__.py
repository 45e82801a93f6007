"""Daily electricity load, one day ahead

6-hourly readings -> daily mean load -> lags + calendar + temperature -> Ridge / GBR. The bar
to beat is \"same as one week ago\".
"""
