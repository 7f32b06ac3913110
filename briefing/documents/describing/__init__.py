"""What is known about a text: title, source, date, place, other files with the same article."""
