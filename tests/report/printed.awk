# The same lines from the JSON of a report, which has a key on each line.

function value(text) {
	sub(/^[^:]*: /, "", text)
	gsub(/[",]/, "", text)
	return text
}

/^ "questions"/ { inside = 1 }
/^ "reports"/ { inside = 0 }
!inside { next }
/^   "id"/ { id = value($0) }
/^   "module"/ { module = value($0) }
/^   "answers"/ { answers = value($0) }
/^   "blank"/ { blank = value($0) }
/^   "facility"/ { facility = value($0) }
/^   "discrimination"/ { discrimination = value($0) }
/^   "efficiency"/ { efficiency = value($0) }
/^   "earlier"/ { earlier = 0; in_earlier = 1 }
in_earlier && /"answers"/ && !/^   "answers"/ { earlier += value($0) }
/^  }/ {
	in_earlier = 0
	print module "/" id, answers, blank, facility, discrimination, efficiency, earlier
}
