### Holidays.

calendar-ca-qc = Quebec, Act respecting labour standards and National Holiday Act
calendar-ca-fed = Canada, federally regulated employers, Canada Labour Code
calendar-ca-ab = Alberta
calendar-ca-bc = British Columbia
calendar-ca-mb = Manitoba
calendar-ca-nb = New Brunswick
calendar-ca-nl = Newfoundland and Labrador
calendar-ca-ns = Nova Scotia
calendar-ca-nt = Northwest Territories
calendar-ca-nu = Nunavut
calendar-ca-on = Ontario
calendar-ca-pe = Prince Edward Island
calendar-ca-sk = Saskatchewan
calendar-ca-yt = Yukon
holidays-choice = one of { $ids }, as the employer chooses
