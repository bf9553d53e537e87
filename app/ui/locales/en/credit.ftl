# Enterprise credit: enterprises, honours and negative records, administrative penalties
credit-title = Enterprise credit
credit-description = Look up an enterprise: honours, negative records and penalties, each with its source, date and end of publication.
credit-lead = { $enterprises } enterprises in the register; public today: { $honours } honours, { $negatives } negative records, { $penalties } penalties.
credit-list-enterprises = Enterprises
credit-list-records = Honours and negative records
credit-list-penalties = Administrative penalties
credit-other-lists = Other lists
credit-what-title = What is published here
credit-what = Each record is shown only on the days the law wants it shown. It leaves by itself when its period ends, on the day of repair at once; a penalty that was changed or revoked is withdrawn and the reason is given.
credit-rule-link = The rule for the periods
credit-none-found = No record fits. Take a condition away, or write it differently.
credit-comma = {", "}

# By code
credit-code-title = Look up an enterprise by its code
credit-code-label = Unified social credit code
credit-code-hint = 18 characters, on the business licence, such as 91130302TE5T000082
credit-code-find = Look up
credit-code-empty = Enter the 18 characters of the credit code
credit-code-whole = ✓ The code is right
credit-code-sole-trader = ✓ The code is right; it is a sole trader's
credit-code-unfinished = { $typed } of 18 characters
credit-code-too-long = { $typed } characters typed; a code has 18, take the others away
credit-code-stranger = Character { $place }, “{ $character }”, is in no code; check it
credit-code-stranger-meant = Character { $place }, “{ $character }”, is in no code; perhaps it is “{ $meant }”
credit-code-letter-in-region = Character { $place }, “{ $character }”, must be a digit: 3 to 8 are the registrar's region
credit-code-wrong-check = The check digit does not fit: at least one of the 18 characters is wrong; compare the business licence
credit-code-resident-id = This is a resident identity number; do not enter it here. Only enterprises can be looked up
credit-unknown-title = Nothing is known of this code
credit-unknown-what = The code { $code } is written correctly, but no register of this city has published anything about it.
credit-unknown-todo = Look up an enterprise from elsewhere where it is registered, or in the national enterprise credit information system. A new enterprise usually appears after a few days.
credit-no-code-title = This is not a code
credit-no-code-todo = Correct it by the business licence, or look the enterprise up by name.
credit-by-name = Look up by name

# Filters and columns
credit-words = Name, former name or code
credit-enterprise = Enterprise
credit-kind = Legal form
credit-industry = Industry
credit-district = District
credit-standing = Registration
credit-standing-active = active
credit-standing-dormant = dormant
credit-standing-revoked = licence revoked
credit-standing-cancelled = cancelled
credit-standing-moved-away = moved away
credit-on-record = Public today
credit-has = Has on record
credit-has-honour = an honour
credit-has-negative = a negative record
credit-has-penalty = a penalty
credit-order = Order
credit-order-newest = youngest enterprise first
credit-order-oldest = oldest enterprise first
credit-order-capital = largest capital first
credit-order-decided-newest = newest decision first
credit-order-decided-oldest = oldest decision first
credit-side = Good or bad
credit-good = Honours
credit-bad = Negative records
credit-category = Class
credit-severity = Severity
credit-severity-minor = minor
credit-severity-ordinary = ordinary
credit-severity-serious = serious
credit-severity-assumed = The source does not state the severity; it is taken from the kinds of penalty, so that publication may be shorter than lawful and never longer.
credit-finding = What
credit-authority = Authority
credit-decided = Decided
credit-public-until = Public until
credit-party = Party
credit-person = natural person
credit-withdrawn-party = Withdrawn
credit-offence = Offence
credit-fine = Fine or kind of penalty
credit-fine-amount = Fine
credit-day-bad = Write the day like 2026-06-30
credit-records-lead = Honours and negative records that are public today. Those repaired or expired are gone.
credit-penalties-lead = Administrative penalties that are public today. Natural persons are masked and have no link; of one that was changed or revoked only the date and the reason are left.

# One enterprise
credit-formerly = formerly { $name }
credit-sole-trader = sole trader
credit-on-this-day = Public on { $day }:
credit-enterprise-description = { $name }: registration, honours, negative records, penalties, licences and awards.
credit-count-honours = { $n ->
    [one] { $n } honour
   *[other] { $n } honours
}
credit-count-negatives = { $n ->
    [one] { $n } negative record
   *[other] { $n } negative records
}
credit-count-penalties = { $n ->
    [one] { $n } penalty
   *[other] { $n } penalties
}
credit-count-none = nothing
credit-basics = Basic facts
credit-code = Credit code
credit-founded = Founded
credit-capital = Registered capital
credit-representative = Representative
credit-address = Address
credit-masked = The operator of a sole trader is masked, and the address ends at the street.
credit-not-registered = This enterprise is not in the city's register; its name is taken from the records here.
credit-entered = Entered { $moment }
credit-entered-again = Version { $revision }, entered { $moment }
credit-honours = Honours
credit-honour = Honour
credit-no-honours = No honour is public.
credit-awarded-on = Awarded
credit-valid-until = Valid until
credit-long-term = without end
credit-not-stated = not stated
credit-document = Document
credit-negatives = Negative records
credit-no-negatives = No negative record is public.
credit-repair-from = Repair possible from
credit-basis = Basis
credit-basis-order-36 = Measures for Credit Repair (NDRC Order 36)
credit-basis-article-48 = Administrative Penalties Law, art. 48: withdraw within three days and publish the reason
credit-record-number = Record number
credit-penalties = Administrative penalties
credit-no-penalties = No penalty is public.
credit-approvals = Administrative licences
credit-no-approvals = No licence case is public.
credit-all-approvals = { $n ->
    [one] The one licence case
   *[other] All { $n } licence cases
}
credit-approval-granted = granted
credit-approval-refused = refused
credit-approval-withdrawn = withdrawn
credit-approval-open = open
credit-awards = Public trading
credit-no-awards = It has taken part in no published trade.
credit-all-awards = { $n ->
    [one] The one trade
   *[other] All { $n } trades
}
credit-award-won = won
credit-award-bid = took part
credit-object-title = Wrong, or to be repaired?
credit-object = Who finds a record wrong can object: give its number and the reason; the authority that made it checks, answers or corrects.
credit-repair-title = Credit repair
credit-repair = Once the shortest period is over, the duty done and a public commitment made, repair can be asked of the authority or of Credit China. On the day of repair publication stops here. For minor offences it can be asked as soon as the duty is done.
credit-data-title = Data
credit-data-json = This page as data (JSON)

# One penalty
credit-findings = Findings
credit-penalty-kinds = Kinds of penalty
credit-content = The penalty
credit-confiscated = Confiscated
credit-licence = Licence suspended or revoked
credit-source = Delivered by
credit-effective-until = In effect until
credit-remark = Remark
credit-penalty-number = Penalty number
credit-course = Course and periods
credit-event-decided = Decided
credit-event-published = Published by the authority
credit-event-repair = Repair possible
credit-event-end = Publication ends
credit-published-after = On working day { $used } after the decision; { $limit } are allowed.
credit-published-late = { $late ->
    [one] { $late } working day late
   *[other] { $late } working days late
}
credit-provisional = (the calendar is not out yet; the day may change)
credit-repair-short = The duty must be done and a public commitment made.
credit-ends-by-itself = It leaves by itself; nobody has to ask.
credit-why-changed = Penalty changed
credit-why-revoked = Penalty revoked
credit-tombstone-what = This penalty no longer stands and its content was withdrawn. As the law asks, the date and the reason stay here.
credit-withdrawn-on = Changed or revoked
credit-reason = Reason
credit-withdraw-by = To be withdrawn within { $n } working days, by { $day }.
credit-taken-down = It left this register on { $day }.
credit-taken-down-late = later than allowed
credit-taken-down-in-time = in time
credit-never-stood = When it reached this register it had been changed or revoked already; its content never stood here.
credit-gone-title = This penalty is not published now
credit-gone-ended = Its publication ended on { $day } and it left by itself, as the law asks.
credit-gone-not-yet = Its authority has not published it yet.
credit-gone-why = So this page names neither the party nor the offence.
credit-next-title = From here

# Words that sources often use
credit-word-limited = limited company
credit-word-stock = joint-stock company
credit-word-sole-trader = sole trader
credit-word-cooperative = farmers' cooperative
credit-word-non-enterprise = private non-enterprise unit
credit-word-commerce = commerce
credit-word-farming = farming, forestry, fishing
credit-word-food = food
credit-word-building = construction
credit-word-manufacturing = manufacturing
credit-word-computing = information technology
credit-word-transport = transport and logistics
credit-word-property-care = property care and sanitation
credit-word-tourism = culture and tourism
credit-word-real-estate = real estate
credit-word-medicine = medicine
credit-word-education = education and training
credit-word-energy = energy and environment
credit-word-engineering = engineering consulting
credit-word-honour = honour
credit-word-abnormal = irregular operation
credit-word-tax-arrears = tax arrears
credit-word-breach = breach of contract
credit-word-judgment-debtor = defaulting judgment debtor
credit-word-wage-arrears = wage arrears
credit-word-warning = warning
credit-word-criticism = notice of criticism
credit-word-fine = fine
credit-word-confiscation = confiscation of gains
credit-word-shutdown = order to stop business
credit-word-suspension = licence suspended or revoked
credit-word-other = other

# Columns of the open data
credit-column-number = Number of the record or penalty; the document's number where a penalty has none
credit-column-uscc = Unified social credit code; natural persons have none
credit-column-register-number = Number in the city's register of enterprises
credit-column-name = Name of the enterprise; in a record, the honour or the reason
credit-column-former-name = Former name
credit-column-kind = Legal form in the registrar's words
credit-column-industry = Industry in the source's words
credit-column-district = Division code, six digits
credit-column-district-name = Name of the district or county
credit-column-town = Code of the town or street, nine digits
credit-column-standing = Registration: active, dormant, revoked (not wound up), cancelled, moved_away
credit-column-founded-on = Day of foundation
credit-column-legal-representative = Legal representative; masked for sole traders
credit-column-capital-yuan = Registered capital in yuan
credit-column-address = Registered address; to the street for sole traders
credit-column-sole-trader = Whether it is a sole trader
credit-column-honours = Honours public on the day
credit-column-negative-records = Negative records public on the day
credit-column-penalties = Penalties that stand and are public on the day
credit-column-enterprise = Name of the enterprise when the record was made
credit-column-category = Class in the source's words
credit-column-good = True for an honour, false for a negative record
credit-column-authority = Authority that decided
credit-column-decided-on = Day of the decision
credit-column-document = Number of the document
credit-column-valid-until = Last day an honour holds or a penalty has effect
credit-column-severity = Severity: minor, ordinary, serious
credit-column-publish-min = First day on which repair may be asked for
credit-column-publish-until = Last day of publication
credit-column-party = Party; natural persons are masked
credit-column-party-kind = Kind of party: organisation, sole_trader, person
credit-column-offence = Kind of offence
credit-column-findings = Findings
credit-column-basis = Legal basis
credit-column-kinds = Kinds of penalty, divided by a bar
credit-column-content = The penalty in words
credit-column-fine-yuan = Fine in yuan
credit-column-confiscated-yuan = Confiscated amount in yuan
credit-column-licence = Licence suspended or revoked
credit-column-published-on = Day the authority published it
credit-column-authority-uscc = Credit code of the authority
credit-column-source = Unit that delivered the record
credit-column-source-uscc = Credit code of that unit
credit-column-remark = Remark
credit-column-severity-stated = Whether the source stated the severity
credit-column-state = State: in_force, changed, revoked
credit-column-withdrawn-on = Day of the change or revocation
credit-column-reason = Reason of the change or revocation
