# 记录的各个版本、版本之间的变化，以及变化的订阅。
history-title = 版本
history-feed = 订阅变化（Atom）
history-feed-of = 变化：{ $what }
history-first-on = { $when } 首次公开。
history-first = 首次公开
history-again = 重新公开
history-withdrawn = 已撤下
history-not-public = 内容不显示：录入时不公开，或其中一部分后来已撤下
history-taken-down = 后来已撤下，因此不再显示内容
history-same = 这里显示的各项没有变化
history-version = 第 { $n } 版
history-when = { $when } 录入
history-file = 来自文件
history-by = 报送：{ $by }
history-reason = 理由：{ $reason }
history-no-reason = 未说明理由
history-stop = {" · "}
history-late = 迟录
history-more = 另有 { $n } 项变化
history-fields = { $n } 项变化

# 一个字段
history-entered = 填入{ $field }：{ $to }
history-removed = 删去{ $field }，原为 { $from }
history-changed = { $field }由 { $from } 改为 { $to }
history-later = { $field }推迟 { $n } 天，由 { $from } 改为 { $to }
history-earlier = { $field }提前 { $n } 天，由 { $from } 改为 { $to }
history-raised = { $field }上调 { $share }%，由 { $from } 改为 { $to }
history-lowered = { $field }下调 { $share }%，由 { $from } 改为 { $to }
history-yes = 是
history-no = 否

# 行政审批
approvals-history-decided = { $day } 作出决定：{ $outcome }
approvals-history-reopened = { $day } 的决定（{ $outcome }）被收回，办件仍在办理
approvals-history-licence-withdrawn = 许可被撤销
approvals-history-licence-restored = 许可的撤销被收回
approvals-history-paused = 停止计时
approvals-history-resumed = 恢复计时
approvals-history-extended = 因延期，期限推迟 { $n } 个工作日
approvals-history-extension-taken-back = { $n } 个工作日的延期被收回
approvals-history-extension = 第 { $number } 次延期
approvals-history-extension-field = 第 { $number } 次延期：{ $what }
approvals-history-extension-days = 工作日数
approvals-history-extension-by = 批准人
approvals-history-extension-reason = 理由
approvals-history-step-done = 环节 { $number }“{ $name }”于 { $day } 完成
approvals-history-step-begun = 环节 { $number }“{ $name }”开始
approvals-history-step-removed = 环节 { $number }“{ $name }”被删去
approvals-history-step-field = 环节 { $number }“{ $name }”：{ $what }
approvals-history-step-name = 名称
approvals-history-step-limit = 时限（工作日）
approvals-history-step-started = 开始日期
approvals-history-step-completed = 完成日期
approvals-history-step-entered = 录入时间
approvals-history-step-handler = 经办人
approvals-history-step-pause-from = 暂停开始日期
approvals-history-step-pause-until = 暂停结束日期
approvals-history-step-pause-reason = 暂停原因
approvals-history-code = 代码（{ $name }）
approvals-history-applicant-code = 申请人统一社会信用代码
approvals-history-unit-code = 单位统一社会信用代码
approvals-history-source-code = 数据来源单位统一社会信用代码
approvals-history-item-code = 事项编码
approvals-history-valid-from = 有效期自
approvals-history-valid-until = 有效期至
approvals-history-number = 办件编号
approvals-history-late = 环节 { $number }“{ $name }”：完成后第 { $n } 个工作日才录入，应在 { $limit } 个工作日内
approvals-history-early = 环节 { $number }“{ $name }”：录入为 { $completed } 完成，而 { $entered } 就已录入
approvals-history-published-late = 决定后第 { $n } 个工作日才公示，应在 { $limit } 个工作日内

# 公共资源交易
trading-history-deadline = { $kind ->
    [construction] 投标截止时间
    [land_mineral] 竞买截止时间
    [procurement] 响应截止时间
    [property] 报名截止时间
   *[other] 投标截止时间
}
trading-history-state = 状态由“{ $from }”变为“{ $to }”
trading-history-release = 收到发布 { $id }{ $tag ->
    [none] {""}
   *[other] ：{ $tag }
}
trading-history-release-gone = 发布 { $id } 不再计入
trading-history-contract-raised = { $n ->
    [0] 授标当日
   *[other] 授标后 { $n } 天
}，合同 { $id } 上调 { $share }%：由 { $from } 改为 { $to }
trading-history-contract-lowered = { $n ->
    [0] 授标当日
   *[other] 授标后 { $n } 天
}，合同 { $id } 下调 { $share }%：由 { $from } 改为 { $to }
trading-history-contract-value = 合同 { $id } 金额
trading-history-contract-signed = 合同 { $id } 签订日期
trading-history-contract-status = 合同 { $id } 状态
trading-history-contract-end = 合同 { $id } 到期日期
trading-history-contract-added = 新增合同 { $id }{ $value ->
    [none] {""}
   *[other] ，{ $value }
}
trading-history-contract-removed = 删去合同 { $id }{ $value ->
    [none] {""}
   *[other] ，原为 { $value }
}
trading-history-award-value = 授标 { $id } 金额
trading-history-award-date = 授标 { $id } 日期
trading-history-award-status = 授标 { $id } 状态
trading-history-award-added = 新增授标 { $id }：{ $who }{ $value ->
    [none] {""}
   *[other] ，{ $value }
}
trading-history-award-removed = 删去授标 { $id }：{ $who }{ $value ->
    [none] {""}
   *[other] ，{ $value }
}
trading-history-award-won = 授标 { $id }：新增中标人 { $who }
trading-history-award-lost = 授标 { $id }：{ $who } 不再是中标人
trading-history-bidder-added = 新增投标人：{ $who }
trading-history-bidder-removed = 删去投标人：{ $who }
trading-history-bid-added = 新增报价 { $id }：{ $who }{ $value ->
    [none] {""}
   *[other] ，{ $value }
}
trading-history-bid-removed = 删去报价 { $id }：{ $who }{ $value ->
    [none] {""}
   *[other] ，{ $value }
}
trading-history-bid-value = { $who } 的报价 { $id }
trading-history-bid-status = { $who } 的报价 { $id } 状态
trading-history-bidders = 投标人数
trading-history-paid = 新增付款 { $id }：{ $value }
trading-history-payment-removed = 删去付款 { $id }，原为 { $value }
trading-history-document-added = 新增文件：{ $title }
trading-history-document-removed = 删去文件：{ $title }
trading-history-nobody = 未列名
trading-history-unpriced = 未公布金额
trading-history-compiled = 汇编者
trading-history-by-publisher = 发布者
trading-history-by-us = 本厅
trading-history-released = 最新一次发布的日期是 { $day }，{ $n ->
    [0] 当日录入
   *[other] { $n } 天后录入
}
trading-history-title = 项目名称
trading-history-unreadable = 不能在一行内显示的内容

# 企业信用
credit-history-withdrawn = { $day } { $why }：{ $reason }
credit-history-withdrawn-late = { $day } 才撤下，比期限（变更或撤销后 { $limit } 个工作日）晚 { $n } 天
credit-history-published-late = 决定后第 { $n } 个工作日才公示，应在 { $limit } 个工作日内
credit-history-of = { $what }：{ $which }
credit-history-former-name = 曾用名
credit-history-name = 名称
credit-history-register-number = 本市企业编号
credit-history-town = 乡镇街道
credit-history-uscc = 统一社会信用代码
credit-history-publish-until = 公示截止日期
credit-history-publish-min = 最短公示期届满日期
credit-history-published-on = 公示日期
credit-history-repaired = { $day } 修复
credit-history-unrepaired = { $day } 的修复被收回
credit-history-severity-stated = 来源是否注明严重程度
credit-history-authority-code = 决定机关统一社会信用代码
credit-history-source-code = 数据来源单位统一社会信用代码
credit-history-finding = 荣誉或不良记录
credit-history-entry = 登记信息
