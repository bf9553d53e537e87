# The versions of a record and what changed between them; feeds of changes.
history-title = Versions
history-feed = Changes as a feed (Atom)
history-feed-of = Changes: { $what }
history-first-on = First published { $when }.
history-first = First published
history-again = Published again
history-withdrawn = Taken down
history-not-public = Not shown: it was not public when it was entered, or a part of it was taken away since
history-taken-down = Was taken down later, so nothing of it is shown any more
history-same = No field that is shown here changed
history-version = Version { $n }
history-when = Entered { $when }
history-file = From the file
history-by = handed in by { $by }
history-reason = Reason: { $reason }
history-no-reason = no reason given
history-stop = {" · "}
history-late = Late
history-more = { $n ->
    [one] One other field
   *[other] { $n } other fields
}
history-fields = { $n ->
    [one] One field changed
   *[other] { $n } fields changed
}

# One field
history-entered = { $field } entered: { $to }
history-removed = { $field } removed; it was { $from }
history-changed = { $field } changed from { $from } to { $to }
history-later = { $field } moved { $n ->
    [one] one day
   *[other] { $n } days
} later, from { $from } to { $to }
history-earlier = { $field } moved { $n ->
    [one] one day
   *[other] { $n } days
} earlier, from { $from } to { $to }
history-raised = { $field } raised { $share }%, from { $from } to { $to }
history-lowered = { $field } lowered { $share }%, from { $from } to { $to }
history-yes = yes
history-no = no

# Approvals
approvals-history-decided = Decided on { $day }: { $outcome }
approvals-history-reopened = The decision of { $day } ({ $outcome }) taken back; the case is open
approvals-history-licence-withdrawn = The licence was withdrawn
approvals-history-licence-restored = The withdrawal of the licence was taken back
approvals-history-paused = The clock was stopped
approvals-history-resumed = The clock runs again
approvals-history-extended = Deadlines moved { $n ->
    [one] one working day
   *[other] { $n } working days
} later by an extension
approvals-history-extension-taken-back = An extension of { $n ->
    [one] one working day
   *[other] { $n } working days
} was taken back
approvals-history-extension = Extension { $number }
approvals-history-extension-field = Extension { $number }: { $what }
approvals-history-extension-days = working days
approvals-history-extension-by = approved by
approvals-history-extension-reason = reason
approvals-history-step-done = Step { $number }, { $name }, completed on { $day }
approvals-history-step-begun = Step { $number }, { $name }, begun
approvals-history-step-removed = Step { $number }, { $name }, removed
approvals-history-step-field = Step { $number }, { $name }: { $what }
approvals-history-step-name = name
approvals-history-step-limit = limit in working days
approvals-history-step-started = first day
approvals-history-step-completed = last day
approvals-history-step-entered = time of entry
approvals-history-step-handler = handled by
approvals-history-step-pause-from = first day of the pause
approvals-history-step-pause-until = last day of the pause
approvals-history-step-pause-reason = reason of the pause
approvals-history-code = Code ({ $name })
approvals-history-applicant-code = Credit code of the applicant
approvals-history-unit-code = Credit code of the unit
approvals-history-source-code = Credit code of the source
approvals-history-item-code = Code of the item
approvals-history-valid-from = First day of validity
approvals-history-valid-until = Last day of validity
approvals-history-number = Case number
approvals-history-late = Step { $number }, { $name }: entered { $n ->
    [one] one working day
   *[other] { $n } working days
} after it was completed; { $limit } allowed
approvals-history-early = Step { $number }, { $name }: entered as completed on { $completed } before that day, on { $entered }
approvals-history-published-late = Published { $n ->
    [one] one working day
   *[other] { $n } working days
} after the decision; { $limit } allowed

# Trading
trading-history-deadline = { $kind ->
    [construction] Deadline for bids
    [land_mineral] Deadline for bids
    [procurement] Deadline for offers
    [property] Deadline for offers
   *[other] Deadline for bids
}
trading-history-state = State changed from { $from } to { $to }
trading-history-release = Release { $id } received{ $tag ->
    [none] {""}
   *[other] : { $tag }
}
trading-history-release-gone = Release { $id } no longer counts
trading-history-contract-raised = Contract { $id } raised { $share }%, { $n ->
    [0] on the day of the award
    [one] one day after the award
   *[other] { $n } days after the award
}: from { $from } to { $to }
trading-history-contract-lowered = Contract { $id } lowered { $share }%, { $n ->
    [0] on the day of the award
    [one] one day after the award
   *[other] { $n } days after the award
}: from { $from } to { $to }
trading-history-contract-value = Value of contract { $id }
trading-history-contract-signed = Contract { $id }: day of signature
trading-history-contract-status = State of contract { $id }
trading-history-contract-end = End of contract { $id }
trading-history-contract-added = Contract { $id } added{ $value ->
    [none] {""}
   *[other] , { $value }
}
trading-history-contract-removed = Contract { $id } removed{ $value ->
    [none] {""}
   *[other] ; it was { $value }
}
trading-history-award-value = Value of award { $id }
trading-history-award-date = Day of award { $id }
trading-history-award-status = State of award { $id }
trading-history-award-added = Award { $id } added: { $who }{ $value ->
    [none] {""}
   *[other] , { $value }
}
trading-history-award-removed = Award { $id } removed: { $who }{ $value ->
    [none] {""}
   *[other] , { $value }
}
trading-history-award-won = Award { $id }: { $who } added as winner
trading-history-award-lost = Award { $id }: { $who } is no longer winner
trading-history-bidder-added = Bidder added: { $who }
trading-history-bidder-removed = Bidder removed: { $who }
trading-history-bid-added = Bid { $id } added: { $who }{ $value ->
    [none] {""}
   *[other] , { $value }
}
trading-history-bid-removed = Bid { $id } removed: { $who }{ $value ->
    [none] {""}
   *[other] , { $value }
}
trading-history-bid-value = Bid { $id } of { $who }
trading-history-bid-status = State of bid { $id } of { $who }
trading-history-bidders = Number of bidders
trading-history-paid = Payment { $id } added: { $value }
trading-history-payment-removed = Payment { $id } removed; it was { $value }
trading-history-document-added = Document added: { $title }
trading-history-document-removed = Document removed: { $title }
trading-history-nobody = nobody named
trading-history-unpriced = no sum published
trading-history-compiled = Compiled by
trading-history-by-publisher = the publisher
trading-history-by-us = this hall
trading-history-released = Its newest release is of { $day }; it was entered here { $n ->
    [0] on the same day
    [one] one day later
   *[other] { $n } days later
}
trading-history-title = Name of the project
trading-history-unreadable = a value that cannot be shown in a line

# Credit
credit-history-withdrawn = { $why } on { $day }: { $reason }
credit-history-withdrawn-late = Left this register on { $day }, { $n ->
    [one] one day
   *[other] { $n } days
} after the last day allowed ({ $limit } working days after it was changed or revoked)
credit-history-published-late = Published by its authority { $n ->
    [one] one working day
   *[other] { $n } working days
} after the decision; { $limit } allowed
credit-history-of = { $what }: { $which }
credit-history-former-name = Former name
credit-history-name = Name
credit-history-register-number = Number in the city’s register
credit-history-town = Town or street
credit-history-uscc = Credit code
credit-history-publish-until = Last day of publication
credit-history-publish-min = First day of repair
credit-history-published-on = Day of publication
credit-history-repaired = Repaired on { $day }
credit-history-unrepaired = The repair of { $day } was taken back
credit-history-severity-stated = Severity stated by the source
credit-history-authority-code = Credit code of the authority
credit-history-source-code = Credit code of the source
credit-history-finding = Honour or negative record
credit-history-entry = Its own entry
