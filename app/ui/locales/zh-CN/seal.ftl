# 加密：举报表单上的加密器、回执，以及可能出现的问题。

seal-waiting = 您开始填写后，这部设备就准备加密。您看到回执之前，什么都不会发出。
seal-unable = 这个浏览器不能加密，什么都没有发出。请换较新的浏览器、到窗口来，或选择下面的普通方式。
seal-receipt = 您的回执
seal-sent = 您的举报已经收到
seal-receipt-about = 请先抄下来再发出，放在别人看不到的地方。回执在这部设备上生成，哪里都没有保存：有它就能看到答复，丢了需本人到场。
seal-receipt-noted = 我已抄下回执
seal-follow = 用回执查看进展
seal-wrong = 还有几处需要您看一下
seal-nothing-sent = 什么都没有发出，您写的内容还在表单里。
seal-send = 加密并发出
seal-plain = 用普通方式发出
seal-plain-about = 普通方式下，服务器在加密之前会短暂看到内容。传输仍然加密，并会另给您一个回执。
seal-plain-sure = 我选择普通方式
seal-checking = 正在核对谁能打开
seal-sealing = 正在加密并发送第 { $file } 个文件，共 { $files } 个：{ $percent }%
seal-sending = 正在加密内容并发出
seal-unreachable = 网站没有回应。请检查网络后再试：已经收到的部分不会重复。
seal-unknown = 举报已经发出，但没有收到回应，可能已经送达。请再发一次：同一份举报只会收一次。
seal-no-manifest = 现在没有人能打开交给这个单位的举报。请选择上一级单位，或打电话。
seal-refused = 网站没有收下（状态 { $status }）。请稍后再试。
seal-unreadable = 第 { $file } 个文件读不出来，可能已被移动：请重新选择。
seal-manifest = 不能确认谁可以打开这份举报：{ $why }。请打电话或到窗口来，并告诉我们。

seal-manifest-officers = 本站没有说明由谁担保密钥
seal-manifest-form = 接收人名单读不出来
seal-manifest-signatures = 在接收人名单上签名的密钥官员不够
seal-manifest-portal = 接收人名单属于别的网站
seal-manifest-unit = 接收人名单属于别的单位
seal-manifest-day = 接收人名单不是今天可用的；也可能是这部设备的日期不对
seal-manifest-too-long = 接收人名单的有效期超过了允许的长度
seal-manifest-missing = 接收人不全
seal-manifest-twice = 接收人名单里同一个人出现了两次
seal-manifest-key = 有接收人的密钥不对

seal-outside = 本市没有可以受理这份举报的单位。请向省级纪检监察机关反映，或拨打 12388。

seal-receipt-length = 回执有 28 个字符，空格和横线不算
seal-receipt-character = 回执里只有数字和拉丁字母，没有字母 U
seal-receipt-check = 回执有一个字符不对，请与抄下的核对

seal-fault-no-recipient = 没有可以加密给的人
seal-fault-broken = 内容被改动或截断，打不开
seal-fault-not-for-this-key = 您的密钥打不开它
seal-fault-elsewhere = 它属于别的案件，是被移到这里的

seal-submission-manifest = 接收人名单已更换，请再发一次
seal-submission-form = 收到的不是加密的举报
seal-submission-too-large = 收到的内容超过了一份举报可能的大小
seal-submission-signature = 内容在途中被改动

seal-keys-passphrase = 口令：至少六个词，别人都不知道
seal-keys-again = 再写一遍
seal-keys-make = 生成我的密钥
seal-keys-making = 正在这部设备上生成密钥
seal-keys-short = 口令太短：至少六个词或八个汉字
seal-keys-differs = 两遍口令不一样
seal-keys-refused = 密钥没有存上。请重新登录再试
seal-keys-made = 密钥已生成。请打电话把 { $fingerprint } 读给密钥官员核对

seal-desk-passphrase = 您的口令，只留在这部设备上
seal-desk-open = 打开案件
seal-desk-opening = 正在这部设备上打开
seal-desk-sending = 正在加密并发出
seal-desk-answer = 答复举报人
seal-desk-send = 加密并发出
seal-desk-let-in = 让其加入
seal-desk-release = 交出身份密钥的另一半
seal-desk-released = 已交出。举报人会在回执页看到身份可被打开
seal-desk-from-reporter = 举报人来信
seal-desk-to-reporter = 答复举报人
seal-desk-refused = 网站没有收下（状态 { $status }）
seal-desk-unit = 单位
seal-desk-person = 人员
seal-desk-post = 职务
seal-desk-what = 发生了什么
seal-desk-when = 时间
seal-desk-where = 地点
seal-desk-evidence = 证据
seal-desk-files = 文件
seal-desk-name = 姓名
seal-desk-id-number = 身份证号码
seal-desk-phone = 电话
seal-desk-address = 住址
