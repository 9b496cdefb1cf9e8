// A module of its own, because it needs a parser of calendars that somebody else wrote.
module github.com/bobine-film/bobine/examples/icalendar

go 1.26

require (
	github.com/arran4/golang-ical v0.3.2
	github.com/bobine-film/bobine v0.0.0
	github.com/stretchr/testify v1.12.1
)

require (
	github.com/shopspring/decimal v1.6.0 // indirect
	go.yaml.in/yaml/v3 v3.0.5 // indirect
)

replace github.com/bobine-film/bobine => ../..
