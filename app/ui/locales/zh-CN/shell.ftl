# The document around every page, and the words that all components share.
shell-name = 阳光大厅
shell-skip = 跳到正文
shell-notice = 说明
shell-demo = 演示数据：人物、企业与办件均为虚构
shell-crumbs = 您在这里
shell-nav = 主导航
shell-nav-home = 首页
shell-nav-approvals = 审批
shell-nav-trading = 交易
shell-nav-credit = 信用
shell-nav-data = 数据
shell-nav-methods = 方法
shell-nav-cases = 举报办理
shell-nav-report = 我要举报
shell-nav-complain = 我要投诉
shell-nav-case = 查回执

shell-search = 搜索
shell-search-hint = 办件编号、企业名称、信用代码、项目

shell-ask = 找人问
shell-error-on-page = 本页有误？
shell-error-what = 请打电话或写信告诉我们，说明网址和哪里不对。核实后公布更正，原来的内容和更正的理由都会保留。
shell-about = 关于这里
shell-methods = 数字是怎样算出来的
shell-licence = 数据许可与字段说明
shell-privacy = 个人信息说明
shell-accessibility = 无障碍说明
shell-large-on = 大字版
shell-large-off = 标准字号
shell-site-code = 政府网站标识码
shell-printed = 本页网址

shell-errors = 有 { $n } 处需要您看一下
shell-pages = 翻页
shell-previous = 上一页
shell-next = 下一页
shell-results = 共 { $n } 条
shell-results-more = { $n } 条以上
shell-filter = 筛选
shell-filter-words = 包含的字词
shell-filter-more = 更多条件
shell-filter-all = 全部
shell-filter-apply = 筛选
shell-filter-reset = 清除条件
shell-take-away = 下载这份名单：
shell-take-away-spreadsheet = CSV（表格软件用）
shell-take-away-columns = 字段说明
shell-from = 从哪天起
shell-to = 到哪天止
shell-as-table = 看数字
shell-clock = 已用 { $used } 个工作日{ $promised ->
    [none] {""}
   *[other] ，承诺 { $promised } 个
}{ $statutory ->
    [none] {""}
   *[other] ，法定 { $statutory } 个
}
shell-clock-promised = 承诺 { $n }
shell-clock-statutory = 法定 { $n }

shell-call = 还是不行，请打电话
shell-home = 回到首页
shell-403-title = 这一页不对外开放
shell-403-what = 这里的内容只有有权限的人能看，或者提交没有从本站的页面发出。
shell-403-todo = 如果您刚刚填写了表格，请回到那一页重新打开，再提交一次。
shell-404-title = 没有找到这一页
shell-404-what = 网址可能写错了，也可能这条记录从未在这里公布。已撤下的记录会写明撤下的日期和理由，不会变成这一页。
shell-404-todo = 核对网址，或者用编号、企业名称、信用代码搜索。
shell-422-title = 这个请求我们没有看懂
shell-422-what = 网址或表格里有一处不合规则，所以什么都没有改动。
shell-422-todo = 返回上一页，核对所填内容，再试一次。
shell-429-title = 请求太多了，请稍等
shell-429-what = 从您的网络来了很多请求。为了让所有人都能打开，我们暂时放慢了回答。
shell-429-todo = 一分钟后再打开这一页。需要整批数据，请到“数据”页下载。
shell-500-title = 我们这里出错了
shell-500-what = 错误在我们这边，已经记录，会有人处理。您填写的内容没有保存。
shell-500-todo = 几分钟后再试一次。
shell-503-title = 系统正忙，暂时打不开
shell-503-what = 大厅正在维护，或者一时来的人太多。已公布的记录都在，没有丢失。
shell-503-todo = 几分钟后再打开这一页。
