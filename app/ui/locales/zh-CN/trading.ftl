# Public resource trading: the list, one process, its releases, the columns of the open data
trading-title = 公共资源交易
trading-description = 工程建设、土地和矿业权、政府采购、国有产权交易：谁中了标、多少钱、几家竞争，每一份报价和每一次发布的原文。
trading-lead = 谁中了标、多少钱、有几家竞争。每个项目从计划到付款都在一页上，没中的报价也在。
trading-comma = 、
trading-kind = 类别
trading-kind-construction = 工程建设
trading-kind-land-mineral = 土地和矿业权
trading-kind-procurement = 政府采购
trading-kind-property = 国有产权
trading-kind-other = 其他来源
trading-state = 进展
trading-state-planned = 计划中
trading-state-tendering = 进行中
trading-state-awarded = 已成交
trading-state-contracted = 已签合同
trading-state-completed = 已履行完
trading-state-cancelled = 已终止
trading-state-unsuccessful = 流标
trading-project = 项目
trading-buyer-plain = 招标人、采购人、出让方
trading-winner-plain = 中标人、受让方
trading-price-plain = 成交价
trading-bidders = 竞争家数
trading-day = 日期
trading-estimated = 估价
trading-method = 交易方式
trading-method-open = 公开
trading-method-selective = 经资格预审
trading-method-limited = 邀请或询价
trading-method-direct = 单一来源或协议
trading-currency = 币种
trading-district = 区县
trading-order = 排序
trading-order-hint = 按金额排序只比同一种货币，没有选时是人民币
trading-order-newest = 最新的在前
trading-order-oldest = 最早的在前
trading-order-largest = 金额最大的在前
trading-filter-words = 项目、编号、单位、企业
trading-filter-buyer = 招标人、采购人、出让方
trading-filter-buyer-hint = 全称，或统一社会信用代码
trading-day-error = 请写成年-月-日，例如 2026-03-27
trading-none-found = 没有符合条件的项目。去掉一个条件，或者换一种写法。
trading-as-releases = OCDS 发布包

# One process
trading-buyer = { $kind ->
    [construction] 招标人
    [land_mineral] 出让方
    [procurement] 采购人
    [property] 转让方
   *[other] 采购方
}
trading-bidder = { $kind ->
    [construction] 投标人
    [land_mineral] 竞买人
    [procurement] 供应商
    [property] 意向受让方
   *[other] 投标人
}
trading-bidders-of = { $kind ->
    [construction] 投标
    [land_mineral] 竞买
    [procurement] 供应商报价
    [property] 意向受让方报价
   *[other] 投标
}
trading-winner = { $kind ->
    [construction] 中标人
    [land_mineral] 竞得人
    [procurement] 成交供应商
    [property] 受让方
   *[other] 中标人
}
trading-won = { $kind ->
    [construction] 中标
    [land_mineral] 竞得
    [procurement] 成交
    [property] 受让
   *[other] 中标
}
trading-best = { $kind ->
    [construction] 最低报价
    [land_mineral] 最高报价
    [procurement] 最低报价
    [property] 最高报价
   *[other] 最低报价
}
trading-price = { $kind ->
    [construction] 中标价
    [land_mineral] 成交价
    [procurement] 成交金额
    [property] 成交价
   *[other] 成交价
}
trading-estimate = { $kind ->
    [construction] 招标估价
    [land_mineral] 起始价
    [procurement] 采购预算
    [property] 挂牌价
   *[other] 估价
}
trading-awards = { $kind ->
    [construction] 中标结果
    [land_mineral] 成交结果
    [procurement] 成交结果
    [property] 成交结果
   *[other] 成交结果
}
trading-contracts = { $kind ->
    [construction] 合同
    [land_mineral] 出让合同
    [procurement] 采购合同
    [property] 交易合同
   *[other] 合同
}
trading-bidding-period = { $kind ->
    [construction] 投标时间
    [land_mineral] 竞买时间
    [procurement] 响应时间
    [property] 受让登记时间
   *[other] 投标时间
}
trading-summary-won = { $winner } 以 { $money } { $kind ->
    [construction] 中标
    [land_mineral] 竞得
    [procurement] 成交
    [property] 受让
   *[other] 成交
}{ $bidders }
trading-summary-won-unpriced = { $winner } { $kind ->
    [construction] 中标
    [land_mineral] 竞得
    [procurement] 成交
    [property] 受让
   *[other] 成交
}{ $bidders }，没有公布价格
trading-of-bidders = ，{ $n } 家竞争
trading-summary-cancelled = { $buyer } 终止了这个项目
trading-summary-unsuccessful = { $buyer } 的这个项目流标了{ $bidders }
trading-summary-planned = { $buyer } 公布了意向，还没有开始
trading-summary-tendering = { $buyer } 的项目正在进行{ $until }
trading-until = ，截止 { $day }
trading-marked = 原始数据有 { $n } 处不符合标准
trading-marked-what = 数据按收到的原样保存和展示，没有替发布者改动。
trading-marked-see = 看每一处
trading-compiled = 这一页用的是发布者汇编的记录
trading-compiled-what = 没有收到比它更新的逐次发布，所以看不到每一步是什么时候公布的。
trading-course = 经过
trading-event-planned = 公布意向
trading-event-announced = { $kind ->
    [construction] 招标公告
    [land_mineral] 出让公告
    [procurement] 采购公告
    [property] 转让公告
   *[other] 公告
}
trading-event-deadline = { $kind ->
    [construction] 投标截止、开标
    [land_mineral] 竞买截止
    [procurement] 响应截止
    [property] 登记截止
   *[other] 截止
}
trading-event-candidates = { $kind ->
    [construction] 中标候选人公示
    [land_mineral] 成交结果公示
    [procurement] 评审和公示
    [property] 受让方公示
   *[other] 评审
}
trading-event-awarded = { $kind ->
    [construction] 中标通知
    [land_mineral] 成交确认
    [procurement] 成交公告
    [property] 成交公告
   *[other] 成交
}
trading-event-cancelled = 终止
trading-event-unsuccessful = 流标
trading-event-signed = 签订合同
trading-event-paid = 首次付款
trading-event-due = 合同到期
trading-days-later = 上一步之后 { $n } 天
trading-lasted = 历时 { $n } 天
trading-period = { $from } 至 { $to }

# Bids
trading-bid-price = 报价
trading-bid-difference = 比最好的报价
trading-bid-status = 状态
trading-bid-date = 递交时间
trading-bid-status-valid = 有效
trading-bid-status-disqualified = 否决
trading-bid-status-withdrawn = 撤回
trading-bid-status-pending = 待评审
trading-bid-status-invited = 已邀请
trading-bid-status-active = 有效
trading-bid-status-qualified = 合格
trading-bid-status-not-qualified = 不合格
trading-bidders-count = { $n } 家竞争
trading-bids-valid = { $n } 份有效
trading-bids-disqualified = { $n } 份被否决
trading-bids-withdrawn = { $n } 份撤回
trading-bids-range = 有效报价从 { $low } 到 { $high }
trading-bids-unpublished = 各家的报价没有公布。

# Price
trading-price-title = 价格
trading-price-figure = 从估价到付款
trading-price-budget = 预算
trading-price-contract = 合同价
trading-price-paid = 已付
trading-price-same = 成交价与{ $estimate }相同。
trading-price-below = 成交价比{ $estimate }低 { $share }。
trading-price-above = 成交价比{ $estimate }高 { $share }。
trading-stage = 阶段
trading-sum = 金额

# Awards, contracts, payments
trading-subject = 标的
trading-award-date = 日期
trading-award-status = 状态
trading-award-status-active = 有效
trading-award-status-pending = 待定
trading-award-status-cancelled = 取消
trading-award-status-unsuccessful = 未成交
trading-contract = 合同
trading-contract-signed = 签订
trading-contract-value = 合同价
trading-contract-period = 期限
trading-contract-status = 状态
trading-contract-status-pending = 待签
trading-contract-status-active = 履行中
trading-contract-status-cancelled = 取消
trading-contract-status-terminated = 已终结
trading-payments = 付款
trading-payments-sum = 共付 { $sum }
trading-paid-date = 日期
trading-payer = 付款方
trading-payee = 收款方
trading-items = 标的清单
trading-item = 名称
trading-item-class = 分类
trading-item-quantity = 数量
trading-item-price = 单价
trading-milestones = 节点
trading-milestone = 节点
trading-milestone-due = 应在
trading-milestone-met = 实际
trading-milestone-status = 状态
trading-milestone-status-scheduled = 未到
trading-milestone-status-met = 已完成
trading-milestone-status-notMet = 未完成
trading-milestone-status-partiallyMet = 部分完成
trading-amendments = 变更
trading-documents = 文件
trading-documents-elsewhere = 文件在发布者的网站上，这里只给出链接；链接后面写着网站的名称。
trading-more-lines = 还有 { $n } 行，都在下载的数据里
trading-document-tenderNotice = 招标公告
trading-document-awardNotice = 结果公告
trading-document-contractNotice = 合同公告
trading-document-biddingDocuments = 招标文件
trading-document-clarifications = 澄清答疑
trading-document-evaluationReports = 评审报告
trading-document-contractSigned = 合同文本
trading-document-contractAnnexe = 合同附件
trading-document-technicalSpecifications = 技术规格
trading-document-evaluationCriteria = 评审标准
trading-document-eligibilityCriteria = 资格条件
trading-document-submissionDocuments = 投标文件

# Beside it
trading-basics = 基本情况
trading-agent = 代理机构
trading-budget-words = 预算项目
trading-enquiry-period = 答疑时间
trading-category = 采购内容
trading-category-goods = 货物
trading-category-works = 工程
trading-category-services = 服务
trading-criteria = 评审办法
trading-criteria-priceOnly = 只比价格
trading-criteria-costOnly = 只比成本
trading-criteria-qualityOnly = 只比质量
trading-criteria-ratedCriteria = 综合评分
trading-criteria-lowestCost = 最低价
trading-eligibility = 资格要求
trading-submission = 递交方式
trading-submission-electronicSubmission = 网上递交
trading-submission-electronicAuction = 网上竞价
trading-submission-written = 书面
trading-submission-inPerson = 当面
trading-related = 相关项目
trading-description-of = 说明
trading-sale = 出让标的
trading-sale-location = 位置
trading-sale-area = 面积
trading-sale-use = 用途
trading-sale-term = 年限
trading-sale-years = { $n } 年
trading-sale-increment = 加价幅度
trading-sale-deposit = 保证金
trading-parties = 各方
trading-masked = 自然人，姓名已遮盖
trading-role-buyer = 采购方或出让方
trading-role-procuringEntity = 组织方
trading-role-supplier = 中标方
trading-role-tenderer = 投标方
trading-role-payer = 付款方
trading-role-payee = 收款方
trading-role-funder = 出资方
trading-source = 来源
trading-publisher = 发布者
trading-published = 发布日期
trading-package = 数据包
trading-licence = 许可
trading-policy = 发布政策
trading-entered = { $moment } 录入本平台，第 { $revision } 版
trading-data = 数据
trading-data-record = OCDS 记录包（全部发布和汇编）
trading-data-releases = 逐次发布的原文
trading-data-method = 数据怎样来、怎样核对

# Releases
trading-releases = 逐次发布
trading-releases-what = 这一页由下面各次发布合并而成。每一份都按收到的原样保存，可以下载核对。
trading-release = 发布
trading-release-date = 日期
trading-release-tag = 内容
trading-release-findings = 是否合规
trading-release-record = （汇编记录）
trading-release-conforms = 符合标准
trading-release-errors = { $n } 处不符合
trading-findings-of = { $release } 的核对结果，{ $n } 条
trading-finding-error = 错误
trading-finding-warning = 提醒
trading-finding-notice = 说明
trading-tag-planning = 计划
trading-tag-planningUpdate = 计划更新
trading-tag-tender = 招标
trading-tag-tenderAmendment = 招标变更
trading-tag-tenderUpdate = 招标更新
trading-tag-tenderCancellation = 招标终止
trading-tag-award = 中标
trading-tag-awardUpdate = 中标更新
trading-tag-awardCancellation = 中标取消
trading-tag-contract = 合同
trading-tag-contractUpdate = 合同更新
trading-tag-contractAmendment = 合同变更
trading-tag-implementation = 履行
trading-tag-implementationUpdate = 履行更新
trading-tag-contractTermination = 合同终结
trading-tag-compiled = 汇编
trading-tag-bid = 投标

# The columns of the open data
trading-column-ocid = 开放合同编号，同一项目的所有发布都用它
trading-column-number = 项目编号
trading-column-title = 项目名称
trading-column-kind = 类别：construction 工程建设，land_mineral 土地和矿业权，procurement 政府采购，property 国有产权，other 其他来源
trading-column-method = OCDS 的交易方式代码：open、selective、limited、direct
trading-column-method-details = 发布者写的交易方式
trading-column-buyer = 招标人、采购人、出让方、转让方
trading-column-buyer-code = 它的统一社会信用代码，没有时是发布者的标识
trading-column-district = 采购方或出让方信用代码中的本市区划
trading-column-state = 进展：planned、tendering、awarded、contracted、completed、cancelled、unsuccessful
trading-column-notice-day = 公告日期
trading-column-tender-deadline = 投标截止时间，按发布的原样
trading-column-estimate = 估价、预算或起始价，精确的十进制数
trading-column-estimate-currency = 它的币种
trading-column-bidders = 竞争家数，没有公布的为空
trading-column-winner = 中标人、受让方，自然人已遮盖
trading-column-winner-code = 它的统一社会信用代码，没有时是发布者的标识
trading-column-award-value = 成交价，精确的十进制数
trading-column-award-currency = 它的币种
trading-column-award-day = 成交日期
trading-column-contract-day = 第一份合同的签订日期
trading-column-conforms = 所有发布是否都符合 OCDS 1.1.5
