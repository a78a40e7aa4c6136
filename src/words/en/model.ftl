# Words of the model: languages, days, kinds of schedules.
