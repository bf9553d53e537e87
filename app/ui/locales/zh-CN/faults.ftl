# 文件里有什么问题：先说发生了什么，再说怎么办。键为 `fault-` 加发现代码；发现没有带的参数为 `none`。
# 任何一句都不重复可能属于个人的号码。

# 整个文件
fault-bom = 已去掉文件开头的字节顺序标记（BOM），无须处理
fault-encoding-gb18030 = 文件编码为 GB18030，已转换，无须处理；建议以后用 UTF-8
fault-encoding-utf16 = 文件编码为 UTF-16，已转换，无须处理；建议以后用 UTF-8
fault-encoding-invalid = 有些字节不是本文件编码{ $encoding ->
    [none] {""}
   *[other] （{ $encoding }）
    }的文字，请把整个文件存成同一种编码（如 UTF-8）后重新报送
fault-delimiter = 各列之间用的是{ $delimiter ->
    [TAB] 制表符
    [none] 其他符号
   *[other] “{ $delimiter }”
    }而不是逗号，已照此读取，无须处理
fault-file-empty = 文件是空的，请检查是否选对了文件
fault-file-type = 这种文件无法读取{ $found ->
    [none] {""}
   *[other] （{ $found }）
    }，表格请用 CSV 或 XLSX，交易数据请用 JSON
fault-file-too-large = 文件中有一部分超过{ $limit ->
    [none] 上限
   *[other] { " " }{ $limit }
    }，请分成几个文件；表格也可改用 CSV，大小不限
fault-file-unreadable = 文件损坏或不完整，其中内容一律没有公布，请重新保存后再报送
fault-archive-ratio = 文件解压后远远超出其大小，请重新保存，去掉图片和只有格式的空单元格后再报送
fault-no-rows = 只有表头，没有数据行，请检查是否选对了文件
fault-table-unknown = 表头不属于任何已知的表，请对照 /data 的数据字典检查列名
fault-file-older = 更新的文件已经报送过这条记录，本文件较旧，不改变它；如有错误，请报送最新的文件
fault-sheet-ignored = 工作表{ $sheet ->
    [none] {""}
   *[other] “{ $sheet }”
    }没有读取，因为它是隐藏的，或已读取了另一张表；如需报送，请把数据移到第一张可见的工作表

# 列与行
fault-column-missing = { $table ->
    [none] {""}
    [licences] 最接近的是行政许可表，其中
    [steps] 最接近的是办理步骤表，其中
    [extensions] 最接近的是延期表，其中
    [items] 最接近的是事项目录，其中
    [item_steps] 最接近的是事项步骤表，其中
    [agencies] 最接近的是机关表，其中
    [enterprises] 最接近的是企业表，其中
    [credit_records] 最接近的是信用记录表，其中
    [penalties] 最接近的是行政处罚表，其中
   *[other] 最接近的是表 { $table }，其中
    }缺少“{ $column }”列，请补上后重新报送
fault-column-unknown = “{ $column }”不是已知的列，其内容不入库也不公开；如应读取，请更正列名
fault-column-empty-name = 有一列没有名称，已忽略；如应读取，请补上列名
fault-column-duplicate = “{ $column }”列出现了两次，请只留一列后重新报送
fault-row-fields = 本行字段数{ $found ->
    [none] {""}
   *[other] 为 { $found }，
    }与表头{ $expected ->
    [none] {""}
   *[other] （{ $expected }）
    }不一致，请检查是否多了或少了逗号，含逗号的文字请加引号
fault-csv-quote = 引号从这里开始，没有在该闭合的地方闭合，请补上引号；文字中的引号请写两遍
fault-xlsx-formula = 单元格是公式，本系统从不计算公式，请改为粘贴数值
fault-duplicate-identical = 与文件中前面一行完全相同，已合并为一条，无须处理
fault-duplicate-conflict = 另有一行对同一条记录的内容不同{ $number ->
    [none] {""}
   *[other] （见 { $number }）
    }，请更正编号，或只留正确的一行

# 单元格
fault-value-missing = 单元格是空的，请填写
fault-value-unknown = { $value ->
    [none] 填写的内容
   *[other] “{ $value }”
    }不在本列的可选词中，请从{ $allowed ->
    [none] { " " }/data 的数据字典中选择
   *[other] 以下各项中选择：{ $allowed }
    }
fault-value-format = { $value ->
    [none] 填写的内容
   *[other] “{ $value }”
    }不符合本列的格式，请对照 /data 的数据字典更正
fault-value-range = { $value ->
    [none] 这个数
   *[other] { $value }{ " " }
    }超出了可能的范围{ $from ->
    [none] {""}
   *[other] （{ $from } 至 { $to }）
    }，请核对
fault-reference-unknown = { $value ->
    [none] 本行所属的记录
   *[other] 本行所属的“{ $value }”
    }还不在库中，请先报送它所在的文件，或更正编号
fault-cell-too-long = 单元格超过{ $limit ->
    [none] 上限
   *[other] { " " }{ $limit } 字
    }，请缩短，全文请作为文件公开
fault-char-control = 文字中有无法显示的控制字符，请删去后重新录入
fault-char-bidi = 文字中有改变书写方向的字符，可能掩盖真实内容，请删去后重新录入
fault-char-invisible = 已去掉文字中看不见的字符，请核对内容是否完整
fault-char-normalized = 已去掉文字首尾的全角空格，无须处理
fault-char-replacement = 文字中有“�”，说明在上游已经乱码，请从源头重新取得
fault-formula-text = 文字的开头像公式，已按纯文本保存，请核对是否如此

# 统一社会信用代码
fault-uscc-check = 统一社会信用代码的校验位不对，或者根本不是信用代码，请照证照重新录入，切勿填写公民身份号码
fault-uscc-charset = 统一社会信用代码中有不允许的字符，请检查是否把数字写成了 I、O、S、V、Z
fault-uscc-length = 统一社会信用代码应为 18 位，这里多了或少了，请照证照重新录入
fault-uscc-normalized = 已更正统一社会信用代码的大小写、全角字符或空格，无须处理
fault-uscc-missing = 法人和非法人组织必须有统一社会信用代码，请填写
fault-uscc-scientific = 统一社会信用代码被电子表格变成了科学计数，请把该列设为文本后重新录入
fault-uscc-authority-unknown = 统一社会信用代码校验无误，但登记管理部门不在公布的表中，请核对第 1 位
fault-uscc-class-unknown = 统一社会信用代码校验无误，但机构类别不在公布的表中，请核对第 2 位
fault-uscc-organisation = 统一社会信用代码校验无误，但其中的主体标识码不符合自身校验，请与证照核对
fault-uscc-name = 这个统一社会信用代码在库中属于另一个名称，请核对名称和代码

# 日期
fault-date-impossible = { $value ->
    [none] 这一天
   *[other] “{ $value }”
    }不存在，请填写真实的日期，如 2026-03-01
fault-date-normalized = { $value ->
    [none] 日期
   *[other] “{ $value }”
    }已规范为 2026-03-01 这样的格式，无须处理
fault-date-format = { $value ->
    [none] 日期
   *[other] “{ $value }”
    }不是用数字写的日期，请填写如 2026-03-01
fault-date-excel-serial = { $value ->
    [none] 这个数
   *[other] { $value }{ " " }
    }是电子表格计算日期的序列值{ $day ->
    [none] {""}
   *[other] ，可能是 { $day }
    }，请核对日期并把该列设为日期格式
fault-date-ambiguous = { $value ->
    [none] 日期
   *[other] “{ $value }”
    }分不清哪个是月、哪个是日，请填写如 2026-03-01
fault-date-missing = 缺少日期，请填写，如 2026-03-01
fault-date-order = { $from ->
    [none] 这个日期早于它之前应有的日期
   *[other] { $to } 早于 { $from }，先后不对
    }，请核对两个日期
fault-date-future = { $value ->
    [none] 这一天
   *[other] “{ $value }”
    }还没有到，请填写实际发生的日期
fault-date-range = { $value ->
    [none] 这一天
   *[other] “{ $value }”
    }早于 1949-10-01 或晚于 2099-12-31，请核对年份
fault-date-longterm = 没有截止日期，按 2099-12-31 保存，无须处理

# 金额
fault-amount-format = { $value ->
    [none] 金额
   *[other] “{ $value }”
    }不是用数字写的金额，请填写如 12.5
fault-amount-negative = 金额小于零，请去掉负号
fault-amount-normalized = { $value ->
    [none] 金额
   *[other] “{ $value }”
    }的千分位、单位或全角数字已规范，请核对金额
fault-amount-precision = { $value ->
    [none] 金额
   *[other] “{ $value }”
    }比本列通常的金额更细，请核对单位和小数点
fault-amount-suspect-unit = { $value ->
    [none] 金额
   *[other] “{ $value }”
    }大得像是以元填报，本列单位为万元，请核对
fault-amount-zero = 应有金额而填了零，请填写金额或更正类别
fault-amount-missing = 缺少金额，请填写

# 文字中的个人信息
fault-pii-id = 文字中有公民身份号码，请把它和本单元格中其他个人号码遮蔽后重新报送
fault-pii-phone = 文字中有手机号码，请把它和本单元格中其他个人号码遮蔽后重新报送
fault-pii-bankcard = 文字中有银行卡号，请把它和本单元格中其他个人号码遮蔽后重新报送

# 开放合同数据
fault-ocds-required = 缺少标准要求的字段{ $field ->
    [none] {""}
   *[other] { " " }{ $field }
    }，请补上
fault-ocds-type = 值的类型不是标准规定的类型{ $value ->
    [none] {""}
   *[other] （{ $value }）
    }，请更正
fault-ocds-codelist = { $value ->
    [none] 这个值
   *[other] “{ $value }”
    }不在标准的封闭代码表中，请改用表中的代码
fault-ocds-datetime = { $value ->
    [none] 时间
   *[other] “{ $value }”
    }缺少日期、时刻或时区，请写成如 2026-03-01T09:00:00+08:00
fault-ocds-duplicate-id = 同一个标识用在两个不同的对象上，请各用各的
fault-ocds-format = { $value ->
    [none] 这个值
   *[other] “{ $value }”
    }不符合标准要求的格式，请更正
fault-ocds-unknown-field = 标准中没有这个字段{ $field ->
    [none] {""}
   *[other] （{ $field }）
    }，已按原样保存，无须处理
fault-ocds-kind = 这不是开放合同数据标准的发布、记录或数据包，请检查是否选对了文件
fault-ocds-empty = 字段是空的，标准不允许，请填写或删去
fault-ocds-unique = 列表中同一项出现了两次，请只留一项
fault-ocds-prefix = { $value ->
    [none] 项目标识
   *[other] “{ $value }”
    }没有用登记过的前缀开头，请申请前缀后使用
fault-ocds-party = { $value ->
    [none] 有一处引用
   *[other] 对“{ $value }”的引用
    }在发布的参与方中找不到，请补上参与方
fault-ocds-deprecated = 标准已停用这个字段{ $field ->
    [none] {""}
   *[other] （{ $field }）
    }，下次请改用新的字段
fault-ocds-extension = 数据包用了本系统不校验的扩展{ $value ->
    [none] {""}
   *[other] （{ $value }）
    }，其字段已按原样保存，无须处理
fault-ocds-compiled = 只有汇编后的记录，没有它背后的各次发布，请一并报送，才能展示每个环节
fault-ocds-more = 还有{ $value ->
    [none] 一些
   *[other] { " " }{ $value } 处
    }问题没有列出，请先更正以上各处

# JSON
fault-json-syntax = 内容不是 JSON，或者不完整，请用支持 JSON 的程序重新生成文件
fault-json-depth = 嵌套超过{ $limit ->
    [none] 上限
   *[other] { " " }{ $limit } 层
    }，请按通常的结构报送
fault-json-duplicate-key = 同一个对象里有两个相同的键，含义不明，请只留正确的一个

# 没有问题
fault-ok = 没有问题，无须处理
fault-text-as-is = 文字按原样保存并按文字显示，无须处理

# 命令行 sunhall import 的结语
import-summary = 采用 { $taken } 行，与现有记录相同 { $unchanged } 行，拒绝 { $refused } 行，提醒 { $warned } 处
