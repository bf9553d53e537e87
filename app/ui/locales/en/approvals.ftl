# Administrative approvals: lists, one record, the catalogue of items, progress.
approvals-title = Approvals
approvals-description = Who decides each approval, how many working days it took, how many were promised and allowed, and how it ended.
approvals-lead = How far each approval has come, how many working days it took, and how it ended. Red and yellow cards come from one rule for all; they are a signal, not a verdict.
approvals-to-items = Catalogue: what to apply for, and how long it takes
approvals-to-progress = Look up an open case by number and query code
approvals-to-rule = How red and yellow cards are worked out
approvals-list = Approvals
approvals-none = No approval fits these conditions
approvals-none-todo = Take one condition away or try another word. Case numbers, names of enterprises, document numbers and credit codes can be looked for.
approvals-none-yet = No approval has been published yet
approvals-none-yet-todo = What the units hand in stands here once it has been checked.
approvals-csv = CSV
approvals-json = JSON
approvals-units-found = “{ $words }” names { $n } units, all of which are listed. Only one of them:

approvals-filter-words = Number, name, document, credit code
approvals-filter-result = Result
approvals-filter-card = Card
approvals-filter-district = District
approvals-filter-unit = Unit
approvals-filter-unit-hint = Part of its Chinese name, or its credit code
approvals-filter-item = Item
approvals-filter-item-hint = Part of its Chinese name, or its code
approvals-filter-day-hint = Day of the decision; of open cases, of the newest step
approvals-filter-order = Order
approvals-order-newest = Newest first
approvals-order-oldest = Oldest first
approvals-order-longest = Longest first
approvals-bad-words = The words are too long: use 100 characters or fewer
approvals-bad-result = There is no such result: choose one from the list
approvals-bad-card = There is no such card: choose one from the list
approvals-bad-district = There is no such district: choose one from the list
approvals-bad-unit = No unit has these words in its name: try others, or give its credit code
approvals-bad-item = No item has these words in its name: try others, or give its code
approvals-bad-from = The first day cannot be read: write it like 2026-06-30
approvals-bad-to = The last day cannot be read: write it like 2026-06-30
approvals-bad-order = There is no such order: choose one from the list
approvals-bad-days = The first day is later than the last: exchange the two
approvals-bad-place = This place in the list is no longer valid: start from the first page
approvals-bad-shown = Approvals are listed once the conditions are right.

approvals-result-open = Open
approvals-result-granted = Granted
approvals-result-refused = Refused
approvals-result-withdrawn = Withdrawn
approvals-paused = Open, clock stopped
approvals-card-none = No card
approvals-card-notice = Notice
approvals-card-yellow = Yellow card
approvals-card-red = Red card
approvals-card-red_statutory = Red card: beyond the law’s limit
approvals-card-unknown = Cannot be told
approvals-tag-notice = Notice: { $n ->
    [one] one working day
   *[other] { $n } working days
} left
approvals-tag-yellow = Yellow card: promised time nearly used up
approvals-tag-yellow-step = Yellow card: step { $step } over its limit
approvals-tag-red = Red card: { $n ->
    [one] one working day
   *[other] { $n } working days
} beyond the promise
approvals-tag-red_statutory = Red card: { $n ->
    [one] one working day
   *[other] { $n } working days
} beyond the law’s limit
approvals-tag-unknown = Dates or limits missing, not judged
approvals-kind-organization = Organisation
approvals-kind-sole_trader = Sole trader
approvals-kind-person = Natural person
approvals-used = { $n ->
    [one] one working day
   *[other] { $n } working days
}
approvals-used-of = { $n ->
    [one] one working day
   *[other] { $n } working days
} used, { $promised } promised
approvals-used-so-far = { $n ->
    [one] one working day
   *[other] { $n } working days
} used so far, { $promised } promised

approvals-number = Case number
approvals-clock = Time limits
approvals-clock-used = { $n ->
    [one] One working day used
   *[other] { $n } working days used
}
approvals-clock-used-so-far = { $n ->
    [one] One working day used so far
   *[other] { $n } working days used so far
}
approvals-clock-left = { $n } left
approvals-clock-over = { $n } beyond the promise
approvals-clock-over-law = { $n } beyond the law’s limit
approvals-clock-within = within the { $n } promised
approvals-clock-unknown = The day of acceptance is missing, so the time used cannot be counted
approvals-clock-no-limits = The limits of this item are not known, so fast and slow are not judged
approvals-clock-pause = { $n ->
    [one] One working day
   *[other] { $n } working days
} of pause ({ $reason }, { $from } to { $until }) do not count
approvals-clock-pause-now = Paused since { $from } ({ $reason }); { $n ->
    [one] one working day
   *[other] { $n } working days
} so far do not count
approvals-clock-no-reason = no reason given
approvals-clock-extension = Both limits extended by { $n } working days, approved by { $by }: { $reason }
approvals-clock-extension-by = someone not named
approvals-clock-due = Decision due by { $promised } as promised, by { $statutory } at the latest by law
approvals-clock-due-over = The promised day { $promised } has passed; by law the decision is due by { $statutory }
approvals-clock-due-over-law = Both the promised day { $promised } and the day by law { $statutory } have passed
approvals-clock-after-pause = { $n ->
    [one] One working day
   *[other] { $n } working days
} of the promised time left once the clock runs again
approvals-clock-provisional = The holidays of a year in this count are not announced yet, so the days may still change.
approvals-clock-rule = How it is counted
approvals-recompute = Recompute this clock on your phone
approvals-recompute-same = Your phone gets {"{"}used{"}"} working days used, {"{"}paused{"}"} paused, {"{"}card{"}"}. The same as published.
approvals-recompute-differs = Your phone gets {"{"}used{"}"} working days used, {"{"}paused{"}"} paused, {"{"}card{"}"}. This differs from what is published: please tell us.
approvals-recompute-unknown = an unknown number of

approvals-course = Course
approvals-no-steps = The unit has handed in no steps of this case
approvals-step-days = { $from } to { $until }
approvals-step-since = since { $from }
approvals-step-limit = limit { $n ->
    [one] one working day
   *[other] { $n } working days
}
approvals-step-used = { $n } used
approvals-step-over = { $n ->
    [one] one working day
   *[other] { $n } working days
} over
approvals-step-entered = Entered { $when }
approvals-step-late = Entered { $n } working days late
approvals-step-early = Entered before it was completed
approvals-step-handler = handled by { $name }
approvals-step-now = under way
approvals-step-next = not begun
approvals-pause = Pause: { $reason }
approvals-pause-plain = Pause
approvals-pause-days = { $n ->
    [one] one working day does not count
   *[other] { $n } working days do not count
}

approvals-decision = Decision
approvals-decision-none = Not decided yet
approvals-basics = The case
approvals-applicant = Applicant
approvals-applicant-kind = Kind
approvals-person-hidden = Of natural persons only the surname is published
approvals-uscc = Unified social credit code
approvals-code-registration = Business registration number
approvals-code-organisation = Organisation code
approvals-code-tax = Tax registration number
approvals-code-institution = Public institution certificate
approvals-code-society = Social organisation registration
approvals-representative = Legal representative
approvals-operator = Operator
approvals-unit = Unit
approvals-source = Source
approvals-item = Item
approvals-licence-kind = Licence type
approvals-district = District
approvals-applied = Applied
approvals-accepted = Accepted
approvals-outcome = Result
approvals-decided = Decided
approvals-document = Document
approvals-document-number = Document number
approvals-certificate = Certificate
approvals-licence = Licence number
approvals-content = Content
approvals-validity = Valid
approvals-valid = { $from } to { $until }
approvals-valid-long = from { $from }, long term
approvals-valid-until = until { $until }
approvals-valid-from = from { $from }
approvals-published = Published
approvals-published-days = { $day }, { $n ->
    [one] one working day
   *[other] { $n } working days
} after the decision
approvals-published-late = { $n ->
    [one] one working day
   *[other] { $n } working days
} late (limit { $limit })
approvals-published-unknown = Day of publication not stated
approvals-remark = Remark
approvals-withdrawn-note = This licence was withdrawn later. The record stays, because the decision was taken.

approvals-record = This record
approvals-revision = Version { $n }, entered { $when }
approvals-take-record = Take this record away:

approvals-gone-title = This record was taken down
approvals-gone-what = The record numbered { $number } was taken down on { $when }.
approvals-gone-reason = Reason: { $reason }
approvals-gone-no-reason = No reason was given when it was taken down.
approvals-gone-todo = If you think it should stand, call one of the numbers at the foot of this page.

approvals-items = Catalogue of items
approvals-items-description = Permits one can apply for in this city: which department decides, how many working days are promised, which steps there are.
approvals-items-lead = What one can apply for, which department decides, how many working days it promises, and how many the law allows.
approvals-items-count = { $n ->
    [one] one item
   *[other] { $n } items
}
approvals-items-words = Name or code of an item
approvals-items-department = Department
approvals-items-none = There is no such item
approvals-items-none-todo = Try other words, or clear the conditions to see all items.
approvals-items-none-yet = The catalogue has not been published yet
approvals-item-name = Item
approvals-item-kind = Licence type
approvals-item-promised = Working days promised
approvals-item-statutory = Working days by law
approvals-item-steps = Steps
approvals-item-code = Code
approvals-item-certificate = You receive
approvals-item-limits = Limits
approvals-item-limits-words = { $promised } working days promised, { $statutory } by law
approvals-item-description = { $name }: decided by { $department }, { $promised } working days promised.
approvals-item-steps-caption = Steps and their limits, in working days
approvals-item-step = Step
approvals-item-step-limit = Limit
approvals-item-step-counts = Part of the promised limit
approvals-item-step-yes = counts
approvals-item-step-no = does not count
approvals-item-no-steps = No steps of this item have been published
approvals-item-figures = How it goes
approvals-item-decided = Decided
approvals-item-decided-n = { $n ->
    [one] one case
   *[other] { $n } cases
}
approvals-item-on-time = Within the promise
approvals-item-median = Half of the cases within
approvals-item-median-n = { $n ->
    [one] one working day
   *[other] { $n } working days
}
approvals-item-no-cases = No case has been decided yet
approvals-item-latest = Newest cases
approvals-item-all = All cases of this item
approvals-percent = { $whole }.{ $tenth }%

approvals-progress = Look up an open case
approvals-progress-description = See how far an open approval has come, with its number and query code.
approvals-progress-lead = Open cases of natural persons are not listed. With the number and the query code you can see how far one has come.
approvals-progress-number = Case number
approvals-progress-number-hint = On the notice of acceptance, like QHD2026062600003
approvals-progress-code = Query code
approvals-progress-code-hint = The query code on the notice of acceptance; where there is none, the last six characters of the ID or credit code
approvals-progress-show = Show
approvals-progress-number-missing = Enter the case number
approvals-progress-code-missing = Enter the query code, six letters or digits at least
approvals-progress-wrong = Number and query code do not go together: check the notice of acceptance, or call the window that accepted the case
approvals-progress-who-title = Who can see this
approvals-progress-who = Number and query code appear in no address and in no log. What is found is shown once and kept in no cache.
approvals-progress-public = Open cases of enterprises and all decided cases are public anyway: the number alone opens them.
approvals-progress-private-title = This case is not public
approvals-progress-private = Only who knows the number and the query code can see this page. After leaving it they must be entered again.
