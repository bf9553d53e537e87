# Pages that belong to no register: the front page, the search, methods, data, and what a public body owes its readers.

# The front page
pages-home-title = What this city decided this week
pages-home-lead = How far an approval has come, who got the work, how an enterprise stands: it is all here, and you can check each entry yourself.
pages-home-news = Just published
pages-home-no-news = Nothing has been published yet.
pages-home-want = I want to
pages-home-want-case = Follow my case
pages-home-want-case-how = By its number: which step it has reached
pages-home-want-item = See how long something takes
pages-home-want-item-how = The steps and limits of each permit
pages-home-want-firm = Check an enterprise
pages-home-want-firm-how = Honours, penalties and other records
pages-home-want-bid = See who won a contract
pages-home-want-bid-how = From plan to contract, every bid
pages-home-want-data = Take the data away
pages-home-want-data-how = CSV and JSON, no registration
pages-home-want-error = Point out an error
pages-home-want-error-how = By telephone or letter
pages-home-week = Seven days
pages-home-week-to = to { $day }
pages-home-approvals-counts = cases decided this week
pages-home-approvals-chart = Cases decided, week by week.
pages-home-approvals-sentence = This week is on the right.
pages-home-approvals-head = Cases decided
pages-home-approvals-onward = Follow an approval
pages-home-on-time = { $percent }% on time
pages-home-cards = { $yellow } yellow · { $red } red
pages-home-trading-counts = { $unit } yuan awarded this week in { $n ->
    [one] { $n } deal
   *[other] { $n } deals
}
pages-home-trading-none = deals awarded this week
pages-home-trading-chart = Yuan awarded, week by week.
pages-home-trading-sentence = This week is on the right.
pages-home-trading-head = Awarded
pages-home-trading-onward = See who won
pages-home-bidders = { $n } bidders a deal on average
pages-home-no-bidders = No numbers of bidders were published this week
pages-home-credit-counts = enterprises whose record changed
pages-home-credit-chart = New negative records and penalties, week by week.
pages-home-credit-sentence = This week is on the right.
pages-home-credit-head = New entries
pages-home-credit-line = { $repaired } repaired · { $expired } expired and taken down · { $negative } new
pages-home-credit-onward = Check an enterprise

pages-news-days = { $used ->
    [one] { $used } working day
   *[other] { $used } working days
} of { $promised } promised
pages-news-price = { $money }
pages-news-bidders = { $n ->
    [one] { $n } bidder
   *[other] { $n } bidders
}

pages-card-notice = Notice
pages-card-yellow = Yellow card
pages-card-red = Red card
pages-card-red-statutory = Red card: over the statutory limit
pages-card-entry = Entered late
pages-card-publication = Published late
pages-result-granted = Granted
pages-result-refused = Refused
pages-result-withdrawn = Withdrawn
pages-result-open = Under way
pages-trade-planned = Planned
pages-trade-tendering = Open for bids
pages-trade-awarded = Awarded
pages-trade-contracted = Contract signed
pages-trade-completed = Completed
pages-trade-cancelled = Cancelled
pages-trade-unsuccessful = No award
pages-credit-good = Honour
pages-credit-negative = Negative record

# Search
pages-search-title = Search
pages-search-title-of = Search: { $words }
pages-search-results = Results
pages-search-narrow = One kind of record only
pages-search-all = All
pages-kind-approval = Approvals
pages-kind-item = Permit items
pages-kind-agency = Units
pages-kind-process = Trades
pages-kind-enterprise = Enterprises
pages-kind-credit-record = Credit records
pages-kind-penalty = Penalties
pages-search-hints = How to find something
pages-search-hint-number = A number
pages-search-hint-number-what = Of a case, a decision or a trade: all of it or a part
pages-search-hint-name = A name
pages-search-hint-name-what = Of an enterprise, a unit, a project; two Chinese characters are enough, simplified or traditional
pages-search-hint-code = A credit code
pages-search-hint-code-what = The 18 characters of the unified social credit code, in capitals or not
pages-search-hint-words = Words
pages-search-hint-words-what = Such as 施工许可; several words with spaces between must all occur
pages-search-nothing = Nothing was found
pages-search-widen = Look in all records, not only in: { $kind }
pages-search-try-fewer = Use fewer words: the two or three most unusual characters of a name are enough
pages-search-try-code = If you have a number or a credit code, search for that
pages-search-try-person = Names of natural persons are masked, so a person cannot be found by name
pages-search-try-data = To look through everything at once, download the data

# Data
pages-data-title = Open data
pages-data-lead = Every record on these pages can be taken away as a file, without registering and without asking.
pages-data-files = All files
pages-data-approvals = Approvals
pages-data-trading = Trades
pages-data-enterprises = Enterprises
pages-data-records = Credit records
pages-data-penalties = Penalties
pages-data-releases = All OCDS releases as they were received, in one package:
pages-data-register = Register
pages-data-page = Page
pages-data-list = Open the list
pages-data-licence = Licence
pages-data-licence-1 = The data are published under Creative Commons Attribution 4.0 International (CC BY 4.0): copy, pass on, change and sell them, as long as you name the source.
pages-data-licence-2 = Name the source like this: { $publisher }, Sunhall, the day and the address where you took the data.
pages-data-fresh = How often it changes
pages-data-fresh-1 = A department hands in a file; once it has been read and checked it is published at once, on the pages and in the files alike. There is no fixed hour.
pages-data-fresh-2 = A file is made when you ask for it, so it always agrees with the pages. A corrected record appears in its newest version; the older ones are on the record's page.
pages-data-formats = Formats
pages-data-formats-1 = CSV is UTF-8 as RFC 4180 says, without a byte order mark. With ?bom=1 at the end of the address it is made for spreadsheets: a mark, so that Excel shows Chinese as it should, and an apostrophe before a cell that begins with =, +, - or @, so that no program takes it for a formula.
pages-data-formats-2 = Money is in yuan, as an exact decimal number. Days read 2026-11-23; moments are in UTC.
pages-data-formats-3 = Trading data follow the Open Contracting Data Standard (OCDS 1.1.5); each process's page has the releases as they were received.
pages-data-programs = For programs
pages-data-programs-1 = The filters of a list stand in its address. Add .csv or .json to the path and you get the same query as a file.
pages-data-programs-2 = Any site's pages may read these files (CORS). Send the ETag you got with your next request: if nothing has changed, the answer is a bare 304. Please do not ask many times a second; beyond the limit the answer is 429 with the seconds to wait.
pages-data-people = Personal information
pages-data-people-1 = Files and pages are masked by the same rules: a natural person's name, identity number, telephone and address never appear in full. Please do not try to trace the data back to a person.
pages-data-columns = The columns
pages-data-columns-1 = Names of columns do not change; new ones may be added.
pages-data-column = Column
pages-data-meaning = Meaning

# Methods
pages-methods-title = How the figures are made
pages-methods-lead = Every number of days, every colour and every masked name follows a written rule. The rules are public, and anyone can work them through again.
pages-methods-signal = A signal is not an accusation
pages-methods-signal-1 = A yellow or red card or a mark says that a number has crossed a line that was written down, and that someone should look. It does not say that anyone is at fault.
pages-methods-signal-2 = Each mark names its rule, its legal basis and the numbers it used. What the unit says about it is published beside it.
pages-methods-run = Work it out yourself
pages-methods-run-1 = On an approval's page you can recompute its clock: the very rules of the server run on your own phone. The program and the test cases of the rules are open source.
pages-methods-sources = What it rests on
pages-methods-file = The same rule, as text that runs, in the source code:
pages-methods-onward = See where it is used

pages-clock-title = How the days of an approval are counted
pages-clock-lead = From the day after acceptance to the day of the decision: working days only, less the days on which the clock lawfully stood still.
pages-clock-counts = Which days count
pages-clock-counts-1 = The day of acceptance does not count, the day of the decision does. Public holidays and days of rest do not count; days worked in exchange for a holiday do, as the State Council announces each year.
pages-clock-counts-2 = The days between application and acceptance, and between decision and delivery, do not count against the limit; they stand on the time line all the same.
pages-clock-pauses = Pauses
pages-clock-pauses-1 = The time of hearings, tenders, inspections, tests, quarantine, appraisals and expert reviews does not count, by law. The page says from when to when, and why.
pages-clock-pauses-2 = Days on which pauses overlap are taken off once; a pause outside the course of the case takes off nothing.
pages-clock-limits = Two limits
pages-clock-limits-1 = The statutory limit is set by law, twenty working days as a rule. The promised limit is what the unit itself told the applicant; it is never longer.
pages-clock-limits-2 = An extension that was lawfully approved is added to both limits. The page says who approved it and how many days.
pages-clock-check = Where it can be wrong
pages-clock-check-1 = Days come from the dates a unit entered. If they were entered late, the page says by how many days; where a date is missing nothing is guessed, and the colour is unknown.
pages-clock-check-2 = In years whose holidays have not been announced, the days are marked as provisional.

pages-cards-title = Where yellow and red cards come from
pages-cards-lead = Days and limits alone decide the colour; nobody awards it. These are the lines this city has set.
pages-cards-notice = An open case has { $days ->
    [one] { $days } working day
   *[other] { $days } working days
} or less left
pages-cards-yellow = { $percent }% or more of the promised time is used, or a step took longer than its own limit
pages-cards-red = Over the promised limit
pages-cards-red-statutory = Over the statutory limit
pages-cards-entry-days = Entered more than { $days ->
    [one] { $days } working day
   *[other] { $days } working days
} after the step was done
pages-cards-publication-days = Published more than { $days ->
    [one] { $days } working day
   *[other] { $days } working days
} after the decision
pages-cards-late = The gravest one is shown
pages-cards-late-1 = Where several apply, lists show the gravest; the case's own page names each.
pages-cards-late-2 = The colour of a decided case no longer changes; that of an open one is worked out anew every day.
pages-cards-entry = Entered late, entered early
pages-cards-entry-1 = When something was done and when it was entered are two times, and both are published. Entry long after the fact is late, before the fact is early; neither changes the count of days, but everyone can see it.
pages-cards-means = What a card says
pages-cards-means-1 = That a limit has passed or is about to, not why. The unit explains the reason, and the explanation is published with the card.
pages-cards-means-2 = The lines stand in the city's settings; a change shows on this page.

pages-tenders-title = Where the trading data come from
pages-tenders-lead = The trading centre and the platforms hand in data in the Open Contracting Data Standard. We take, keep and publish them as they are.
pages-tenders-kept = Kept as received
pages-tenders-kept-1 = Each release is kept byte for byte and can be taken away as it came. Where it does not conform to the standard it is taken all the same, and the process's page says where.
pages-tenders-kept-2 = Only a release without an ocid, an id or a date is refused, for nobody could tell what it is about.
pages-tenders-money = Money
pages-tenders-money-1 = Amounts are shown to the last digit and never pass through arithmetic that rounds. Different currencies are never added.
pages-tenders-money-2 = The sum on the front page is of yuan only; processes in other currencies are counted, not summed.
pages-tenders-shown = What is shown
pages-tenders-shown-1 = A process's page runs from the plan through the tender, every bid and the award to the contract. What is missing is said to be missing.

pages-publication-title = How long a credit record is public
pages-publication-lead = As long as the law asks for. It then comes down by itself; nobody has to remember to do it.
pages-publication-periods = Periods
pages-publication-periods-1 = From the day after the decision: three months for a minor matter, a year for an ordinary one, three years for a serious one. Where the source states a shorter period, that one holds.
pages-publication-periods-2 = A penalty whose source does not say how grave it is counts as minor if it only warns or criticises, otherwise as ordinary; never as serious.
pages-publication-repair = Repair and withdrawal
pages-publication-repair-1 = A record that was lawfully repaired is no longer public from the day of repair.
pages-publication-repair-2 = A penalty that was changed, revoked or found unlawful is withdrawn within three working days; only its number, the authority, the day and the reason remain, not the party.
pages-publication-score = There is no score here
pages-publication-score-1 = Records are listed with their sources; no enterprise is given marks. To have no record does not mean good credit, only that nothing was received that must be published.

pages-masking-title = How personal information is masked
pages-masking-lead = Decisions are published, persons are not. Masking is done on the server; pages, files and search all use the same result.
pages-masking-person = Natural persons
pages-masking-person-1 = Of a name the surname stays, as in 张*; of identity numbers, telephones and bank cards a few digits at the ends; an address ends at the street or township.
pages-masking-person-2 = Identity numbers, mobile numbers and bank cards inside free text are found and masked as well.
pages-masking-trader = Sole traders
pages-masking-trader-1 = The business name is published, the owner's name is masked, the address ends at the street, and search engines are asked not to keep the page.
pages-masking-open = Cases that are not decided
pages-masking-open-1 = An open case of a natural person is not listed. Only who knows its number and query code can see how far it has come.

pages-corrections-title = Corrections and withdrawals
pages-corrections-lead = What was published is never changed quietly: a correction is a new version with its reason, and a withdrawal leaves a mark.
pages-corrections-versions = Versions
pages-corrections-versions-1 = A record's page lists all of its versions: when each was entered, from which file, and why it was changed.
pages-corrections-versions-2 = Where a record was lawfully withdrawn, its address says when and why; the content is no longer shown.
pages-corrections-times = Two times
pages-corrections-times-1 = When something happened and when it was entered are kept apart. Late entry is shown as it is.
pages-corrections-files = How files are read
pages-corrections-files-1 = A file is published once it has been read to its last byte; half a file publishes nothing. Rows with something wrong are handed back one by one with the reason, and the others are taken.
pages-corrections-files-2 = The same file twice changes nothing, and an older file does not undo a newer one.

pages-reports-title = How reports and complaints are handled
pages-reports-lead = Who reads them, by when there must be an answer, and what solved means follows written rules; each of them can be run in the source code.
pages-reports-who = Who reads
pages-reports-who-1 = A report goes to a unit that is neither the one reported nor below it; a report on the head of a unit goes one level up. Which unit, and why, is said before you write.
pages-reports-who-2 = Who has to stand aside sees the case in no list, no count and no search. Opening who a reporter is takes people of two units, and the reporter is told each time.
pages-reports-when = By when
pages-reports-when-1 = A report under one's name: within 15 working days you hear whether it is taken on, and within 15 working days after its end what came of it. What belongs elsewhere is passed on within 5 working days. A petition: registered and passed on within 15 days, ended within 60 days of being taken on, 30 more with approval.
pages-reports-when-2 = What is late is taken to the next level; a pause says its reason. A day beyond the published holidays is marked provisional, not guessed.
pages-reports-solved = Closed is not solved
pages-reports-solved-1 = A unit can close a case. Whether it is solved is said by the citizen, or found by a sampled re-check; published shares count only that.

pages-words-title = How your words are shown, and hidden
pages-words-lead = Words of a complaint or suggestion are public only if their author lets them be, and once a moderator has read them; the unit concerned never moderates itself, hiding takes two, and the author can appeal.
pages-words-who = Who decides
pages-words-who-1 = One moderator shows words as written, or takes something out with a reason; the text as written and every change are kept. Hiding is proposed by a moderator and agreed to by a second person, and leaves a note with the reason. In an emergency one person may hide words for a day, after which they come back by themselves.
pages-words-who-2 = There are six reasons: they are about a person, insult or threaten, would warn whom a report is about, advertise, have nothing to do with a public service, or a law forbids them. “Unwelcome” is none. The unit concerned neither proposes nor agrees.
pages-words-appeal = Appeals
pages-words-appeal-1 = With the receipt the author reads the reason, by how many people it was decided and on which day, and can appeal once against each decision within 30 days.
pages-words-appeal-2 = Two people who had no part in the decision look at the appeal and answer within 15 working days, which is our own promise. Nothing else is decided meanwhile.
pages-funnel-title = The public counts of reports and complaints
pages-funnel-lead = How many came in, were taken on, verified, filed and ended, and how many days lay between, without any number pointing at a person.
pages-funnel-counts = How it is counted
pages-funnel-counts-1 = A step counts on the day it was entered. What is entered late counts late, so a published figure never changes.
pages-funnel-counts-2 = Days are told as their median, from five cases on.
pages-funnel-held = What is held back
pages-funnel-held-1 = A quarter is published 30 days after its end; with fewer than five it waits for the next.
pages-funnel-held-2 = Districts with fewer than five are put together; any other number from one to four is not told, nor can it be worked out from a sum.

pages-source-licensing-law = Administrative Licensing Law of the PRC, arts. 42, 45 and 82
pages-source-holidays = Notices of the General Office of the State Council on public holidays, year by year
pages-source-publicity = Double publicity of licences and penalties: 国办发〔2015〕51号, 发改办财金〔2018〕424号
pages-source-ocds = Open Contracting Data Standard 1.1.5
pages-source-bidding-law = Bidding Law and Government Procurement Law of the PRC
pages-source-repair = Measures for Credit Repair (NDRC Order 36, in force since 1 April 2026)
pages-source-penalty-law = Administrative Penalty Law of the PRC, art. 48
pages-source-personal-information = Personal Information Protection Law of the PRC
pages-source-open-government = Regulations of the PRC on Open Government Information
pages-source-petitions = Regulations on Petitions (2022), arts. 21 to 36
pages-source-discipline = Rules for discipline and supervision bodies on handling reports (2020)

# Contact
pages-contact-title = Point out an error on a page
pages-contact-lead = Anyone can point out an error, and need not say who they are. Tell us three things:
pages-contact-page = The page you came from:
pages-contact-say-1 = Which page: copy its address, or read us the number of the case or document
pages-contact-say-2 = What is wrong: what it says, and what it should say
pages-contact-say-3 = How you know: if there is a document, its number is enough
pages-contact-write = Write an e-mail
pages-contact-subject = An error on a page
pages-contact-letter = Page: { $page } ; what is wrong:
pages-contact-who = Whom to ask
pages-contact-telephone = Telephone
pages-contact-email = E-mail
pages-contact-address = Address
pages-contact-after = What happens then
pages-contact-after-1 = The unit that handed the record in checks it. If it is wrong, a new version is published with the reason; if not, you are told why.
pages-contact-lines = Other telephones

# Accessibility
pages-accessibility-title = Accessibility
pages-accessibility-lead = Everyone should be able to look up what this city decides: on an old phone, on a slow line, with a screen reader, with the keyboard alone.
pages-accessibility-works = What works
pages-accessibility-works-1 = Every page works in full without JavaScript. Everything can be reached by keyboard and the focus can always be seen. No type is smaller than 15 pixels, and there is a switch to large type at the foot of each page.
pages-accessibility-works-2 = Colour never says anything alone: a word and a shape stand beside it. Each chart has a sentence and a table of its numbers.
pages-accessibility-tested = How it is checked
pages-accessibility-tested-1 = The aim is GB/T 37668 and WCAG 2.2, level AA. With each change, tools check every kind of page. Tools do not find everything, and people with disabilities have not yet tested the whole site.
pages-accessibility-gaps = What does not work yet
pages-accessibility-gaps-1 = Published attachments come from the units; some are scans that a screen reader cannot read.
pages-accessibility-gaps-2 = There is no version in sign language or speech. Names of items and explanations by units are in Chinese only.
pages-accessibility-tell = If you get stuck
pages-accessibility-tell-1 = Tell us in one of the ways below; we will give you what you need in another form.

# Personal information
pages-privacy-title = Personal information
pages-privacy-lead = You need not register to read here. We do not know who you are, and do not want to.
pages-privacy-reader = About you
pages-privacy-reader-1 = There is no analytics, no script, font or picture of another site, and no tracking.
pages-privacy-reader-2 = The only cookie is the one you set by switching to large type. It says nothing but that, ends after a year, and goes when you switch back.
pages-privacy-reader-3 = The server's log holds no network address, no words you searched for and no record you opened; only which kind of page and how long it took. To hold off floods of requests, an address is remembered for at most ten minutes, in memory and not on disk.
pages-privacy-published = People in what is published
pages-privacy-published-1 = The law wants licences, penalties and the results of trades to be public. Where natural persons are concerned, only so much is published that power can be watched and the person is not exposed.
pages-privacy-published-2 = How this is masked stands under Methods.
pages-privacy-open-case = A case of yours that is under way
pages-privacy-open-case-1 = When you look up a case by its number and query code, the code never stands in an address, and the page is not cached.
pages-privacy-rights = Your rights
pages-privacy-rights-1 = Under the Personal Information Protection Law you may see and correct what concerns you, and ask for the removal of what should not be public.
pages-privacy-rights-2 = Get in touch in one of the ways below and name the number of the record. We check who you are, but do not keep your papers here.
