
# The closing line of sunhall import
import-summary = { $taken } rows taken, { $unchanged } unchanged, { $refused } refused, { $warned } remarks
