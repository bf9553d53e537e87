# Public resource trading: the list, one process, its releases, the columns of the open data
trading-title = Public resource trading
trading-description = Construction tenders, land and mineral rights, government procurement and state property: who won, at what price, against whom, with every bid and every release as published.
trading-lead = Who won, at what price, against how many. Each process is on one page from plan to payment, losing bids included.
trading-comma = {", "}
trading-kind = Kind
trading-kind-construction = Construction
trading-kind-land-mineral = Land and mineral rights
trading-kind-procurement = Government procurement
trading-kind-property = State property
trading-kind-other = From elsewhere
trading-state = State
trading-state-planned = planned
trading-state-tendering = open or being judged
trading-state-awarded = awarded
trading-state-contracted = contract signed
trading-state-completed = completed
trading-state-cancelled = cancelled
trading-state-unsuccessful = no award
trading-project = Project
trading-buyer-plain = Buyer or seller
trading-winner-plain = Winner
trading-price-plain = Price
trading-bidders = Bidders
trading-day = Day
trading-estimated = estimate
trading-method = Method
trading-method-open = open
trading-method-selective = selective
trading-method-limited = limited
trading-method-direct = direct
trading-currency = Currency
trading-district = District
trading-order = Order
trading-order-hint = The largest first compares one currency, yuan where none is chosen
trading-order-newest = newest first
trading-order-oldest = oldest first
trading-order-largest = largest first
trading-filter-words = Project, number, buyer or firm
trading-filter-buyer = Buyer or seller
trading-filter-buyer-hint = The full name, or its credit code
trading-day-error = Write the day as year-month-day, like 2026-03-27
trading-none-found = No process fits. Take a condition away, or write it differently.
trading-as-releases = OCDS release package

# One process
trading-buyer = { $kind ->
    [construction] Client
    [land_mineral] Grantor
    [procurement] Buyer
    [property] Transferor
   *[other] Buyer
}
trading-bidder = { $kind ->
    [construction] Bidder
    [land_mineral] Bidder
    [procurement] Supplier
    [property] Prospective buyer
   *[other] Bidder
}
trading-bidders-of = { $kind ->
    [construction] Bids
    [land_mineral] Bids
    [procurement] Offers of suppliers
    [property] Offers
   *[other] Bids
}
trading-winner = { $kind ->
    [construction] Winner
    [land_mineral] Winner
    [procurement] Chosen supplier
    [property] Buyer
   *[other] Winner
}
trading-won = { $kind ->
    [construction] won
    [land_mineral] won
    [procurement] chosen
    [property] bought
   *[other] won
}
trading-best = { $kind ->
    [construction] lowest bid
    [land_mineral] highest bid
    [procurement] lowest offer
    [property] highest offer
   *[other] lowest bid
}
trading-price = { $kind ->
    [construction] Award
    [land_mineral] Price
    [procurement] Award
    [property] Price
   *[other] Award
}
trading-estimate = { $kind ->
    [construction] Estimate
    [land_mineral] Starting price
    [procurement] Procurement budget
    [property] Asking price
   *[other] Estimate
}
trading-awards = { $kind ->
    [construction] Awards
    [land_mineral] Sale
    [procurement] Awards
    [property] Sale
   *[other] Awards
}
trading-contracts = { $kind ->
    [construction] Contracts
    [land_mineral] Grant contracts
    [procurement] Contracts
    [property] Sale contracts
   *[other] Contracts
}
trading-bidding-period = { $kind ->
    [construction] Bids taken
    [land_mineral] Bids taken
    [procurement] Offers taken
    [property] Offers taken
   *[other] Bids taken
}
trading-summary-won = { $winner } { $kind ->
    [construction] won
    [land_mineral] won
    [procurement] was chosen
    [property] bought
   *[other] won
} at { $money }{ $bidders }
trading-summary-won-unpriced = { $winner } { $kind ->
    [construction] won
    [land_mineral] won
    [procurement] was chosen
    [property] bought
   *[other] won
}{ $bidders }; no price was published
trading-of-bidders = , of { $n ->
    [one] { $n } bidder
   *[other] { $n } bidders
}
trading-summary-cancelled = Called off by { $buyer }
trading-summary-unsuccessful = Ended without an award by { $buyer }{ $bidders }
trading-summary-planned = Planned by { $buyer }, not yet announced
trading-summary-tendering = Under way at { $buyer }{ $until }
trading-until = , bids until { $day }
trading-marked = The data break the standard in { $n ->
    [one] { $n } place
   *[other] { $n } places
}
trading-marked-what = They are kept and shown as received; we repair nothing for the publisher.
trading-marked-see = See each place
trading-compiled = This page stands on the publisher's own compilation
trading-compiled-what = No newer release was received, so when each step was published cannot be told.
trading-course = What happened
trading-event-planned = Intention published
trading-event-announced = { $kind ->
    [construction] Call for tenders
    [land_mineral] Sale announced
    [procurement] Procurement announced
    [property] Sale announced
   *[other] Announced
}
trading-event-deadline = { $kind ->
    [construction] Deadline for bids
    [land_mineral] Deadline for bids
    [procurement] Deadline for offers
    [property] Deadline for offers
   *[other] Deadline for bids
}
trading-event-candidates = { $kind ->
    [construction] Candidates shown to the public
    [land_mineral] Result shown to the public
    [procurement] Evaluation
    [property] Buyer shown to the public
   *[other] Evaluation
}
trading-event-awarded = { $kind ->
    [construction] Awarded
    [land_mineral] Sale confirmed
    [procurement] Awarded
    [property] Sold
   *[other] Awarded
}
trading-event-cancelled = Called off
trading-event-unsuccessful = Ended without an award
trading-event-signed = Contract signed
trading-event-paid = First payment
trading-event-due = Contract ends
trading-days-later = { $n ->
    [one] { $n } day
   *[other] { $n } days
} after the step before
trading-lasted = It took { $n ->
    [one] { $n } day
   *[other] { $n } days
}
trading-period = { $from } to { $to }

# Bids
trading-bid-price = Price
trading-bid-difference = Against the best
trading-bid-status = State
trading-bid-date = Handed in
trading-bid-status-valid = valid
trading-bid-status-disqualified = ruled out
trading-bid-status-withdrawn = withdrawn
trading-bid-status-pending = to be judged
trading-bid-status-invited = invited
trading-bid-status-active = active
trading-bid-status-qualified = qualified
trading-bid-status-not-qualified = not qualified
trading-bidders-count = { $n ->
    [one] { $n } bidder
   *[other] { $n } bidders
}
trading-bids-valid = { $n } valid
trading-bids-disqualified = { $n } ruled out
trading-bids-withdrawn = { $n } withdrawn
trading-bids-range = valid prices from { $low } to { $high }
trading-bids-unpublished = What each of them bid was not published.

# Price
trading-price-title = The price
trading-price-figure = From estimate to payment
trading-price-budget = Budget
trading-price-contract = Contract
trading-price-paid = Paid so far
trading-price-same = The award equals the { $estimate }.
trading-price-below = The award is { $share } below the { $estimate }.
trading-price-above = The award is { $share } above the { $estimate }.
trading-stage = Stage
trading-sum = Sum

# Awards, contracts, payments
trading-subject = Subject
trading-award-date = Day
trading-award-status = State
trading-award-status-active = stands
trading-award-status-pending = pending
trading-award-status-cancelled = cancelled
trading-award-status-unsuccessful = no award
trading-contract = Contract
trading-contract-signed = Signed
trading-contract-value = Value
trading-contract-period = Term
trading-contract-status = State
trading-contract-status-pending = pending
trading-contract-status-active = in force
trading-contract-status-cancelled = cancelled
trading-contract-status-terminated = ended
trading-payments = Payments
trading-payments-sum = Paid in all: { $sum }
trading-paid-date = Day
trading-payer = Payer
trading-payee = Payee
trading-items = Items
trading-item = Item
trading-item-class = Class
trading-item-quantity = Quantity
trading-item-price = Unit price
trading-milestones = Milestones
trading-milestone = Milestone
trading-milestone-due = Due
trading-milestone-met = Met
trading-milestone-status = State
trading-milestone-status-scheduled = scheduled
trading-milestone-status-met = met
trading-milestone-status-notMet = not met
trading-milestone-status-partiallyMet = partly met
trading-amendments = Changes
trading-documents = Documents
trading-documents-elsewhere = Documents stand on the publishers' sites; behind each link is the name of the site it leads to.
trading-more-lines = Lines only in the data: { $n }
trading-document-tenderNotice = tender notice
trading-document-awardNotice = award notice
trading-document-contractNotice = contract notice
trading-document-biddingDocuments = bidding documents
trading-document-clarifications = clarifications
trading-document-evaluationReports = evaluation report
trading-document-contractSigned = signed contract
trading-document-contractAnnexe = contract annexe
trading-document-technicalSpecifications = technical specifications
trading-document-evaluationCriteria = evaluation criteria
trading-document-eligibilityCriteria = eligibility criteria
trading-document-submissionDocuments = submission

# Beside it
trading-basics = In brief
trading-agent = Agent
trading-budget-words = Budget line
trading-enquiry-period = Questions taken
trading-category = Category
trading-category-goods = goods
trading-category-works = works
trading-category-services = services
trading-criteria = How bids are judged
trading-criteria-priceOnly = price only
trading-criteria-costOnly = cost only
trading-criteria-qualityOnly = quality only
trading-criteria-ratedCriteria = rated criteria
trading-criteria-lowestCost = lowest cost
trading-eligibility = Who may bid
trading-submission = How bids come in
trading-submission-electronicSubmission = electronically
trading-submission-electronicAuction = in an electronic auction
trading-submission-written = in writing
trading-submission-inPerson = in person
trading-related = Related process
trading-description-of = Description
trading-sale = What is sold
trading-sale-location = Place
trading-sale-area = Area
trading-sale-use = Use
trading-sale-term = Term
trading-sale-years = { $n } years
trading-sale-increment = Increment
trading-sale-deposit = Deposit
trading-parties = Who takes part
trading-masked = A natural person; the name is masked
trading-role-buyer = buyer
trading-role-procuringEntity = procuring entity
trading-role-supplier = supplier
trading-role-tenderer = tenderer
trading-role-payer = payer
trading-role-payee = payee
trading-role-funder = funder
trading-source = Where it comes from
trading-publisher = Publisher
trading-published = Published
trading-package = Package
trading-licence = Licence
trading-policy = Publication policy
trading-entered = Entered here on { $moment }, version { $revision }
trading-data = Data
trading-data-record = OCDS record package (all releases, compiled)
trading-data-releases = Each release as received
trading-data-method = How the data come and are checked

# Releases
trading-releases = Releases
trading-releases-what = This page is merged from the releases below. Each is kept as it was received and can be taken away.
trading-release = Release
trading-release-date = Day
trading-release-tag = About
trading-release-findings = Against the standard
trading-release-record = (compiled record)
trading-release-conforms = conforms
trading-release-errors = errors: { $n }
trading-findings-of = { $release }, findings: { $n }
trading-finding-error = error
trading-finding-warning = warning
trading-finding-notice = note
trading-tag-planning = plan
trading-tag-planningUpdate = plan updated
trading-tag-tender = tender
trading-tag-tenderAmendment = tender amended
trading-tag-tenderUpdate = tender updated
trading-tag-tenderCancellation = tender cancelled
trading-tag-award = award
trading-tag-awardUpdate = award updated
trading-tag-awardCancellation = award cancelled
trading-tag-contract = contract
trading-tag-contractUpdate = contract updated
trading-tag-contractAmendment = contract amended
trading-tag-implementation = implementation
trading-tag-implementationUpdate = implementation updated
trading-tag-contractTermination = contract ended
trading-tag-compiled = compiled
trading-tag-bid = bid

# The columns of the open data
trading-column-ocid = Open contracting id, the same in every release of a process
trading-column-number = Number of the tender
trading-column-title = Name of the project
trading-column-kind = Kind: construction, land_mineral, procurement, property, or other for data from elsewhere
trading-column-method = OCDS code of the method: open, selective, limited, direct
trading-column-method-details = The method in the publisher's words
trading-column-buyer = Who buys or sells
trading-column-buyer-code = Its credit code, else the publisher's identifier
trading-column-district = Division of the city in the buyer's credit code
trading-column-state = State: planned, tendering, awarded, contracted, completed, cancelled, unsuccessful
trading-column-notice-day = Day of the notice
trading-column-tender-deadline = Deadline for bids, as published
trading-column-estimate = Estimate, budget or starting price, an exact decimal
trading-column-estimate-currency = Its currency
trading-column-bidders = How many bid; empty where nobody published it
trading-column-winner = Winner; natural persons are masked
trading-column-winner-code = Its credit code, else the publisher's identifier
trading-column-award-value = What was awarded, an exact decimal
trading-column-award-currency = Its currency
trading-column-award-day = Day of the award
trading-column-contract-day = Day the first contract was signed
trading-column-conforms = Whether every release conforms to OCDS 1.1.5
