# Passkeys: one's own page.
passkey-title = 通行密钥
passkey-about = 通行密钥存在您的手机、电脑或安全钥匙里，用指纹、人脸或 PIN 码打开，登录时不用再填密码和验证码。它只在本网站有效，别的网站骗不走。密码、验证器和恢复码照样能用
passkey-caption = 您的通行密钥
passkey-name = 名称
passkey-name-hint = 自己认得出就行，比如“办公室电脑”
passkey-name-missing = 请先填写名称，不超过 40 个字
passkey-made = 添加于
passkey-used = 上次使用
passkey-unused = 还没有用过
passkey-stopped = 已停用：可能有人复制了它，请删除
passkey-end = 删除
passkey-none = 您还没有通行密钥
passkey-more = 添加通行密钥
passkey-add = 在这台设备上添加
passkey-most = 通行密钥已经够多，请先删除不用的
passkey-added = 通行密钥已添加
passkey-added-second = 最好在另一台设备上再添加一个；恢复码仍请妥善保管
passkey-script = 添加通行密钥需要打开浏览器的 JavaScript
passkey-no-domain = 这里不能使用通行密钥
passkey-no-domain-how = 通行密钥只能用于有域名的 https 网址。请运行者在城市文件的 site_address 中填写这样的网址

# Passkeys: at the door, and shown again.
passkey-sign-in = 用通行密钥登录
passkey-step-up = 用通行密钥验证
passkey-waiting = 请按设备的提示操作
passkey-cancelled = 已取消，或等待太久，或这台设备上没有可用的通行密钥。请再试一次，或用密码和验证码
passkey-unknown-browser = 这个浏览器不支持通行密钥（微信等应用内的浏览器大多如此）。请用手机或电脑自带的浏览器打开本页，或用密码和验证码
passkey-elsewhere = 通行密钥只能在 { $origin } 使用
passkey-unable = 这台设备不能确认是您本人。请先设置锁屏密码、指纹或人脸，或换一台设备
passkey-known = 这台设备上已经有您的通行密钥
passkey-not-added = 没有添加成功，请再试一次
passkey-refused = 这个通行密钥不能用：可能已被删除或停用。请用密码和验证码
passkey-late = 等待太久，请再试一次
passkey-often = 试得太频繁，请过一会儿再试
passkey-unreachable = 网站没有回应，请再试一次

# Passkeys as a door to one's own keys.
passkey-door = 用通行密钥打开密钥
passkey-door-about = 通往同一把密钥的第三道门，用指纹、人脸或 PIN 码打开，代替口令。不是每一种设备都支持；口令和恢复委员会的那道门都保留
passkey-door-none = 请先在“通行密钥”页添加一个
passkey-door-passphrase = 您现在的口令
passkey-door-add = 添加这道门
passkey-door-open = 用通行密钥打开
passkey-door-working = 请按设备的提示操作，然后稍等一秒
passkey-door-added = 已添加：您的密钥多了一道门
passkey-door-cancelled = 已取消，或等待太久。请再试一次，或用口令
passkey-door-unable = 这个通行密钥不能打开密钥：设备或浏览器不支持。请用口令
passkey-door-missing = 您的密钥还没有这道门。请用口令打开，再到“我的密钥”页添加
passkey-door-wrong = 口令不对，密钥没有打开
passkey-door-refused = 没有保存成功。请重新登录后再试
