# What is wrong with a file: what happened, then what to do. The key is `fault-` and the finding's code. An argument
# that a finding does not bring is `none`. No sentence repeats a number that may be a person's.

# The file as a whole
fault-bom = The byte order mark at the start of the file was left out; nothing to do
fault-encoding-gb18030 = The file is written in GB18030 and was converted; nothing to do, though UTF-8 is the surer choice
fault-encoding-utf16 = The file is written in UTF-16 and was converted; nothing to do, though UTF-8 is the surer choice
fault-encoding-invalid = Some bytes are no text in the encoding of this file{ $encoding ->
    [none] {""}
   *[other] { " " }({ $encoding })
    }; save the file in one encoding, such as UTF-8, and send it again
fault-delimiter = The columns are divided by { $delimiter ->
    [TAB] tabs
    [none] another character
   *[other] “{ $delimiter }”
    } and not by commas, and were read so; nothing to do
fault-file-empty = The file holds nothing; check that the right file was chosen
fault-file-type = This is not a kind of file that is read here{ $found ->
    [none] {""}
   *[other] { " " }({ $found })
    }; send the table as CSV or XLSX, trade records as JSON
fault-file-too-large = A part of the file is larger than { $limit ->
    [none] the limit
   *[other] { $limit }
    }; divide the file into several, or send a table as CSV, which may be of any size
fault-file-unreadable = The file is damaged or ends too early, and nothing of it was published; save it anew and send it again
fault-archive-ratio = The file unpacks to far more than its size allows; save it anew, and send it without pictures and empty formatted cells
fault-no-rows = There is a header and no row under it; check that the right file was chosen
fault-table-unknown = The header fits no table that is known here; compare the names of its columns with the data dictionary at /data
fault-file-older = A newer file has already told about this record, so this older one changes nothing; send the newest file if it is wrong
fault-sheet-ignored = The sheet { $sheet ->
    [none] {""}
   *[other] “{ $sheet }”{ " " }
    }was not read, because it is hidden or another sheet was taken; move its rows to the first visible sheet if they belong here

# Columns and rows
fault-column-missing = The column “{ $column }” is missing{ $table ->
    [none] {""}
    [licences] { " " }from the table of licences, the nearest to this header
    [steps] { " " }from the table of steps, the nearest to this header
    [extensions] { " " }from the table of extensions, the nearest to this header
    [items] { " " }from the catalogue of items, the nearest to this header
    [item_steps] { " " }from the table of an item's steps, the nearest to this header
    [agencies] { " " }from the table of agencies, the nearest to this header
    [enterprises] { " " }from the table of enterprises, the nearest to this header
    [credit_records] { " " }from the table of credit records, the nearest to this header
    [penalties] { " " }from the table of penalties, the nearest to this header
   *[other] { " " }from the table { $table }, the nearest to this header
    }; add the column and send the file again
fault-column-unknown = The column “{ $column }” is not known here, so its cells are neither kept nor published; correct its name if it is meant to be read
fault-column-empty-name = A column without a name was left out; name it if it is meant to be read
fault-column-duplicate = The column “{ $column }” stands there twice; leave one of them and send the file again
fault-row-fields = The row has { $found ->
    [none] another number of
   *[other] { $found }
    } fields, the header { $expected ->
    [none] another number
   *[other] { $expected }
    }; look for a missing or stray comma, and put texts with commas into quotation marks
fault-csv-quote = A quotation mark opens here and is not closed where it should be; close it, or write a quotation mark inside a text twice
fault-xlsx-formula = The cell holds a formula, which is never computed here; paste its value in its place
fault-duplicate-identical = The same row stands in the file before and was taken once; nothing to do
fault-duplicate-conflict = Another row says something else about the same record{ $number ->
    [none] {""}
   *[other] { " " }(it stands under { $number })
    }; correct the number, or leave the row that is right

# One cell
fault-value-missing = The cell is empty; fill it in
fault-value-unknown = { $value ->
    [none] The value
   *[other] “{ $value }”
    } is not one of the words of this column; choose { $allowed ->
    [none] one from the data dictionary at /data
   *[other] one of: { $allowed }
    }
fault-value-format = { $value ->
    [none] The value
   *[other] “{ $value }”
    } does not have the form this column asks for; compare it with the data dictionary at /data
fault-value-range = { $value ->
    [none] The number
   *[other] { $value }
    } is outside what is possible here{ $from ->
    [none] {""}
   *[other] { " " }({ $from } to { $to })
    }; check it
fault-reference-unknown = { $value ->
    [none] The record this row belongs to
   *[other] “{ $value }”, to which this row belongs,
    } is not in the register; send its own file first, or correct the number
fault-cell-too-long = The cell is longer than { $limit ->
    [none] is allowed
   *[other] { $limit } characters
    }; shorten it and publish the whole text as a document
fault-char-control = The text holds a control character that cannot be shown; delete it and type the text again
fault-char-bidi = The text holds a character that turns the direction of writing and can disguise what it says; delete it and type the text again
fault-char-invisible = Invisible characters in the text were left out; check that nothing is missing
fault-char-normalized = Wide spaces around the text were left out; nothing to do
fault-char-replacement = The text holds “�”, so it was damaged before it came here; take it from its source again
fault-formula-text = The text begins like a formula and is kept as plain text; check that it is meant so

# Credit codes
fault-uscc-check = The check digit of the credit code is wrong, or the number is not a credit code at all; copy the code from the licence, and never enter a person's identity number
fault-uscc-charset = The credit code holds a character that cannot stand in one; look for I, O, S, V or Z in place of a digit
fault-uscc-length = A credit code has 18 characters, this one has more or fewer; copy it from the licence
fault-uscc-normalized = Small letters, wide characters or spaces in the credit code were put right; nothing to do
fault-uscc-missing = An organisation must have a credit code; enter it
fault-uscc-scientific = A spreadsheet has turned the credit code into a rounded number; format the column as text and enter the code again
fault-uscc-authority-unknown = The credit code is right, but its registering authority is not in the published table; check its first character
fault-uscc-class-unknown = The credit code is right, but its class of organisation is not in the published table; check its second character
fault-uscc-organisation = The credit code is right, but the organisation code inside it fails its own check; compare it with the licence
fault-uscc-name = The credit code belongs to another name in the register; check the name and the code

# Dates
fault-date-impossible = { $value ->
    [none] This day
   *[other] “{ $value }”
    } does not exist; enter a day of the calendar, like 2026-03-01
fault-date-normalized = { $value ->
    [none] The date
   *[other] “{ $value }”
    } was put into the form 2026-03-01; nothing to do
fault-date-format = { $value ->
    [none] The date
   *[other] “{ $value }”
    } is not a date in digits; enter it like 2026-03-01
fault-date-excel-serial = { $value ->
    [none] The number
   *[other] { $value }
    } is what a spreadsheet counts days by{ $day ->
    [none] {""}
   *[other] , perhaps { $day }
    }; check the day and format the column as a date
fault-date-ambiguous = { $value ->
    [none] The date
   *[other] “{ $value }”
    } does not show which number is the month; enter it like 2026-03-01
fault-date-missing = The date is missing; enter it like 2026-03-01
fault-date-order = { $from ->
    [none] This day comes before one it must follow
   *[other] { $to } comes before { $from }, which it must follow
    }; check both
fault-date-future = { $value ->
    [none] The day
   *[other] “{ $value }”
    } lies in the future; enter the day on which it happened
fault-date-range = { $value ->
    [none] The day
   *[other] “{ $value }”
    } lies before 1949-10-01 or after 2099-12-31; check the year
fault-date-longterm = No end was given, which is kept as 2099-12-31; nothing to do

# Money
fault-amount-format = { $value ->
    [none] The amount
   *[other] “{ $value }”
    } is not an amount in digits; enter it like 12.5
fault-amount-negative = The amount is below zero; enter it without a sign
fault-amount-normalized = { $value ->
    [none] The amount
   *[other] “{ $value }”
    } was read without its separators, unit or wide digits; check the amount
fault-amount-precision = { $value ->
    [none] The amount
   *[other] “{ $value }”
    } is finer than amounts of this column are; check the unit and the decimal point
fault-amount-suspect-unit = { $value ->
    [none] The amount
   *[other] “{ $value }”
    } is so large that it was perhaps given in yuan; the column counts in ten thousand yuan, so check it
fault-amount-zero = The amount is zero where something was to be paid; enter the amount or correct the kind
fault-amount-missing = The amount is missing; enter it

# Personal information in a text
fault-pii-id = The text holds a person's identity number; mask it and every other personal number in this cell before you send the file again
fault-pii-phone = The text holds a mobile telephone number; mask it and every other personal number in this cell before you send the file again
fault-pii-bankcard = The text holds a bank card number; mask it and every other personal number in this cell before you send the file again

# Open contracting data
fault-ocds-required = A field the standard requires is missing{ $field ->
    [none] {""}
   *[other] : { $field }
    }; add it
fault-ocds-type = The value is not of the type the standard says{ $value ->
    [none] {""}
   *[other] { " " }({ $value })
    }; correct it
fault-ocds-codelist = { $value ->
    [none] The value
   *[other] “{ $value }”
    } is not in the closed list of the standard; use one of its codes
fault-ocds-datetime = { $value ->
    [none] The time
   *[other] “{ $value }”
    } is without its date, hour or offset; write it like 2026-03-01T09:00:00+08:00
fault-ocds-duplicate-id = The same identifier stands for two different things; give each its own
fault-ocds-format = { $value ->
    [none] The value
   *[other] “{ $value }”
    } does not have the form the standard asks for; correct it
fault-ocds-unknown-field = The standard does not know this field{ $field ->
    [none] {""}
   *[other] { " " }({ $field })
    }; it is kept as received, nothing to do
fault-ocds-kind = This is no release, record or package of the Open Contracting Data Standard; check that the right file was chosen
fault-ocds-empty = The field is empty, which the standard does not allow; fill it in or leave it out
fault-ocds-unique = The list holds the same item twice; leave one of them
fault-ocds-prefix = { $value ->
    [none] The identifier of the process
   *[other] “{ $value }”
    } does not begin with a prefix that publishers are given; register one and use it
fault-ocds-party = { $value ->
    [none] A reference
   *[other] The reference to “{ $value }”
    } leads to no party of the release; add the party
fault-ocds-deprecated = The standard has given up this field{ $field ->
    [none] {""}
   *[other] { " " }({ $field })
    }; use its successor next time
fault-ocds-extension = The package uses an extension that is not checked here{ $value ->
    [none] {""}
   *[other] { " " }({ $value })
    }; its fields are kept as received, nothing to do
fault-ocds-compiled = Only the compiled record came, without the releases behind it; send the releases too, so that each step can be shown
fault-ocds-more = { $value ->
    [none] More findings
   *[other] { $value } more findings
    } are not listed; correct those above first

# JSON
fault-json-syntax = The text is not JSON, or ends too early; write the file anew with a program that knows JSON
fault-json-depth = The text is nested deeper than { $limit ->
    [none] is read here
   *[other] { $limit } levels
    }; send it in its ordinary form
fault-json-duplicate-key = The same key stands twice in one object, so its meaning is open; leave the one that is right

# Nothing wrong
fault-ok = Nothing is wrong here; nothing to do
fault-text-as-is = The text is kept as it stands and shown as text; nothing to do

# The closing line of sunhall import
import-summary = { $taken } rows taken, { $unchanged } unchanged, { $refused } refused, { $warned } remarks
