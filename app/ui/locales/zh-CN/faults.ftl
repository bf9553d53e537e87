
# 命令行 sunhall import 的结语
import-summary = 采用 { $taken } 行，与现有记录相同 { $unchanged } 行，拒绝 { $refused } 行，提醒 { $warned } 处
