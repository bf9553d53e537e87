# Passkeys: one's own page.
passkey-title = Passkeys
passkey-about = A passkey lies in your phone, computer or security key and opens with a finger, a face or a PIN; signing in with it takes no password and no code. It works on this site alone, so no other site can trick it out of you. Password, app and recovery codes go on working
passkey-caption = Your passkeys
passkey-name = Name
passkey-name-hint = Whatever you recognise, such as “office computer”
passkey-name-missing = Enter a name first, of at most 40 characters
passkey-made = Added
passkey-used = Last used
passkey-unused = Not used yet
passkey-stopped = Stopped: somebody may have copied it; delete it
passkey-end = Delete
passkey-none = You have no passkey yet
passkey-more = Add a passkey
passkey-add = Add one on this device
passkey-most = You have as many as there may be; delete one you no longer use
passkey-added = The passkey was added
passkey-added-second = Add a second one on another device if you can, and keep the recovery codes all the same
passkey-script = Adding a passkey needs JavaScript in the browser
passkey-no-domain = Passkeys cannot be used here
passkey-no-domain-how = They need an https address with a domain name. The operator gives one as site_address in the city's file

# Passkeys: at the door, and shown again.
passkey-sign-in = Sign in with a passkey
passkey-step-up = Show a passkey
passkey-waiting = Follow what your device says
passkey-cancelled = You cancelled it, it took too long, or this device has no passkey for this site. Try again, or use the password and a code
passkey-unknown-browser = This browser knows no passkeys; those inside WeChat and other apps mostly do not. Open the page in the browser of the phone or computer, or use the password and a code
passkey-elsewhere = Passkeys work at { $origin } only
passkey-unable = This device cannot tell that it is you. Set up a screen lock, a finger or a face first, or use another device
passkey-known = This device has a passkey of yours already
passkey-not-added = It was not added; try again
passkey-refused = This passkey opens nothing: it may have been deleted or stopped. Use the password and a code
passkey-late = It took too long; try again
passkey-often = You tried too often; wait a little and try again
passkey-unreachable = The site did not answer; try again

# Passkeys as a door to one's own keys.
passkey-door = Open your keys with a passkey
passkey-door-about = A third door to the same keys, opened by a finger, a face or a PIN, in place of the passphrase. Not every device can do this; the passphrase and the recovery board's door stay
passkey-door-none = Add one on the page “Passkeys” first
passkey-door-passphrase = Your present passphrase
passkey-door-add = Add this door
passkey-door-open = Open with a passkey
passkey-door-working = Follow what your device says, then wait a second
passkey-door-added = Added: there is one door more to your keys
passkey-door-cancelled = You cancelled it, or it took too long. Try again, or use the passphrase
passkey-door-unable = This passkey cannot open keys: the device or the browser does not support it. Use the passphrase
passkey-door-missing = Your keys have no such door yet. Open them with the passphrase, then add it on the page “My keys”
passkey-door-wrong = The passphrase is wrong; the keys were not opened
passkey-door-refused = It was not saved. Sign in again and repeat
