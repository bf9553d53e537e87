# Sealing: the sealer on the report's form, receipts, and what can go wrong.

seal-waiting = As soon as you begin to fill in the form, this device prepares to seal it. Nothing is sent until you have seen your receipt.
seal-unable = This browser cannot seal the report. Nothing was sent. Try a newer browser, come to the counter, or use the plain way below.
seal-receipt = Your receipt
seal-sent = Your report has arrived
seal-receipt-about = Write it down before you send, and keep it where nobody looks. It was made on this device and is not stored anywhere: who has it can read the answers, and without it you have to come in person.
seal-receipt-noted = I have written the receipt down
seal-follow = Follow the report with your receipt
seal-wrong = Some things need your attention
seal-nothing-sent = Nothing was sent. What you wrote still stands in the form.
seal-send = Seal and send
seal-plain = Send it the plain way
seal-plain-about = The plain way, our server sees the text for a moment before it seals it. The connection is encrypted all the same, and a new receipt is shown to you.
seal-plain-sure = I choose the plain way
seal-checking = Checking who will be able to open it
seal-sealing = Sealing and sending file { $file } of { $files }: { $percent } %
seal-sending = Sealing the words and sending
seal-unreachable = The portal does not answer. Look at your connection and try again: what has arrived is not sent twice.
seal-unknown = The report was sent, but no answer came, so it may have arrived. Send it again: the same report is taken once.
seal-no-manifest = Nobody can open reports to this unit now. Choose the unit above it, or telephone.
seal-refused = The portal did not take it (status { $status }). Try again in a while.
seal-unreadable = File { $file } cannot be read. It may have been moved: choose it again.
seal-manifest = Who may open this report could not be confirmed: { $why }. Telephone or come to the counter, and tell us.

seal-manifest-officers = this portal does not say whom to trust with its keys
seal-manifest-form = the list of recipients cannot be read
seal-manifest-signatures = too few key officers have signed the list of recipients
seal-manifest-portal = the list of recipients belongs to another portal
seal-manifest-unit = the list of recipients belongs to another unit
seal-manifest-day = the list of recipients is not of today; the date of this device may be wrong
seal-manifest-too-long = the list of recipients is meant to be used for longer than it may
seal-manifest-missing = a part of the recipients is missing
seal-manifest-twice = one person stands twice among the recipients
seal-manifest-key = a recipient has no proper key

seal-outside = Nobody in this city may read this report. Write to the discipline inspection of the province, or telephone 12388.

seal-receipt-length = A receipt has 28 characters; spaces and dashes do not count
seal-receipt-character = A receipt has only digits and Latin letters, and never a U
seal-receipt-check = A character of the receipt is not right: compare it with what you wrote down

seal-fault-no-recipient = There is nobody to seal it for
seal-fault-broken = This was changed or cut, and cannot be opened
seal-fault-not-for-this-key = Your key does not open this
seal-fault-elsewhere = This belongs to another case, and was moved here

seal-submission-manifest = The recipients have changed meanwhile: send it again
seal-submission-form = What arrived is not a sealed report
seal-submission-too-large = What arrived is larger than a report can be
seal-submission-signature = What arrived was changed on the way

seal-keys-passphrase = A passphrase of at least six words, which nobody else knows
seal-keys-again = The same once more
seal-keys-make = Make my keys
seal-keys-making = Making the keys on this device
seal-keys-short = The passphrase is too short: six words, or eight Chinese characters
seal-keys-differs = The two passphrases are not the same
seal-keys-refused = The keys could not be stored. Sign in again and repeat
seal-keys-made = Your keys are made. Read { $fingerprint } to the key officer by telephone

seal-desk-passphrase = Your passphrase. It stays on this device
seal-desk-open = Open the case
seal-desk-opening = Opening on this device
seal-desk-sending = Sealing and sending
seal-desk-answer = Answer to the reporter
seal-desk-send = Seal and send
seal-desk-let-in = Let in
seal-desk-release = Release the half of the identity's key
seal-desk-released = Released. The reporter sees on the receipt's page that this identity may be opened
seal-desk-from-reporter = From the reporter
seal-desk-to-reporter = To the reporter
seal-desk-refused = The portal did not take it (status { $status })
seal-desk-unit = Unit
seal-desk-person = Person
seal-desk-post = Post
seal-desk-what = What happened
seal-desk-when = When
seal-desk-where = Where
seal-desk-evidence = Evidence
seal-desk-files = Files
seal-desk-name = Name
seal-desk-id-number = Identity number
seal-desk-phone = Telephone
seal-desk-address = Address
