"""The field map of a business unit: as a document, as a sheet that people click through, as tasks, and as steps of a plan. No API sets all of it."""
