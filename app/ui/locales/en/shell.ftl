# The document around every page, and the words that all components share.
shell-name = Sunhall
shell-skip = Skip to the text
shell-notice = Note
shell-demo = Demonstration data: people, enterprises and cases are invented
shell-crumbs = You are here
shell-nav = Main
shell-nav-home = Home
shell-nav-approvals = Approvals
shell-nav-trading = Trading
shell-nav-credit = Credit
shell-nav-data = Data
shell-nav-methods = Methods
shell-nav-cases = Reports
shell-nav-report = Report
shell-nav-complain = Complain
shell-nav-case = My receipt

shell-search = Search
shell-search-hint = Case number, enterprise, credit code, project

shell-ask = Ask someone
shell-error-on-page = An error on this page?
shell-error-what = Call or write to us: say the address of the page and what is wrong. Once checked, we publish the correction and keep what stood here before, with the reason.
shell-about = About this place
shell-methods = How the figures are made
shell-licence = Data licence and columns
shell-privacy = Personal information
shell-accessibility = Accessibility
shell-large-on = Large type
shell-large-off = Standard type
shell-site-code = Site code
shell-printed = Address of this page

shell-errors = { $n ->
    [one] One thing needs another look
   *[other] { $n } things need another look
}
shell-pages = Pages
shell-previous = Previous page
shell-next = Next page
shell-results = { $n ->
    [one] { $n } record
   *[other] { $n } records
}
shell-results-more = More than { $n } records
shell-filter = Narrow this list
shell-filter-words = With the words
shell-filter-more = More ways to narrow
shell-filter-all = All
shell-filter-apply = Show
shell-filter-reset = Clear
shell-take-away = This list as data:
shell-take-away-spreadsheet = CSV for spreadsheets
shell-take-away-columns = what the columns mean
shell-from = From
shell-to = To
shell-as-table = See the numbers
shell-clock = { $used ->
    [one] { $used } working day used
   *[other] { $used } working days used
}{ $promised ->
    [none] {""}
   *[other] , { $promised } promised
}{ $statutory ->
    [none] {""}
   *[other] , { $statutory } statutory
}
shell-clock-promised = Promised { $n }
shell-clock-statutory = Statutory { $n }

shell-call = Still stuck? Call
shell-home = Go to the front page
shell-403-title = This page is not public
shell-403-what = Only people with the right to it may read what is here, or a form was sent that did not come from a page of ours.
shell-403-todo = If you have just filled in a form, go back, open that page again and send it once more.
shell-404-title = We did not find this page
shell-404-what = The address may be mistyped, or this record was never published here. A record that was withdrawn says when and why; it does not turn into this page.
shell-404-todo = Check the address, or search by number, enterprise or credit code.
shell-422-title = We did not understand this request
shell-422-what = Something in the address or the form breaks a rule, so nothing was changed.
shell-422-todo = Go back, check what you filled in and try once more.
shell-429-title = Too many requests, wait a moment
shell-429-what = Many requests came from your network. We answer them slowly so that everyone can open the hall.
shell-429-todo = Open this page again in a minute. For all the data at once, use the Data page.
shell-500-title = Something went wrong on our side
shell-500-what = The fault is ours. It has been noted and someone will look at it. What you filled in was not saved.
shell-500-todo = Try again in a few minutes.
shell-503-title = The hall is busy
shell-503-what = We are at work on the hall, or too many people came at once. Everything published is still there.
shell-503-todo = Open this page again in a few minutes.
