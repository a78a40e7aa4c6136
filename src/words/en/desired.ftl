### desired
