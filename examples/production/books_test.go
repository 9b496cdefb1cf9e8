package main

import (
	"fmt"
	"strconv"
	"strings"
)

// cents is an amount of the JSON, read without the library: "-1234.50".
type cents int64

func (c *cents) UnmarshalJSON(data []byte) error {
	text := strings.Trim(string(data), `"`)
	digits := strings.ReplaceAll(text, ".", "")
	n, err := strconv.ParseInt(digits, 10, 64)
	if err != nil || len(digits) != len(text)-1 || text[len(text)-3] != '.' {
		return fmt.Errorf("not an amount: %q", text)
	}
	*c = cents(n)
	return nil
}

func (c cents) String() string { return strconv.FormatInt(int64(c), 10) + " cents" }

// books are what the identities need of the JSON of the command. Dates stay text, whose order is theirs.
type books struct {
	AsOf      string `json:"asOf"`
	Breakdown struct {
		Needs []struct {
			Scene, Category, Name string
			Quantity              int
		}
	}
	Schedule struct {
		Days []unitDay
		Cast []struct {
			Role, Contract string
			Worked, Held   []string
		}
	}
	Payroll struct {
		People []person
		Days   []dated
		Months []struct{ Month string }
		Cost   cents
		Extras struct {
			Days []struct {
				Date  string
				Count int
			}
			Cachets int
			Cost    cents
		}
	}
	Budget struct {
		Document struct{ Accounts []account[entered] }
		Topsheet struct {
			Accounts         []account[priced]
			Charges, Credits []struct{ Amount cents }
			Total            cents
		}
		Fed, Extras []fedLine
	}
	Financing struct {
		Plan struct {
			Total, Gap cents
			Sources    []struct {
				ID     string
				Amount cents
			}
			Coproducers []struct{ Amount cents }
		}
		Credit struct {
			Amount cents
			Lines  []struct {
				Code         string
				Base, Amount cents
			}
		}
		Eligible struct {
			Kept  cents
			Lines []claimed
		}
		Files []struct {
			File struct{ Documents []struct{ Code, Date string } }
		}
		Milestones []struct{ Milestone, Date string }
		Payments   []struct {
			Source, On string
			Amount     cents
		}
		Deadlines []struct{ Due string }
	}
	Treasury struct {
		Input                   struct{ Opening cents }
		Plain, Discounted       struct{ Days []cashDay }
		PlainSum, DiscountedSum cashSum
		Phases                  []struct {
			Name   string
			Period struct{ From, To string }
		}
	}
	Control struct{ Entries []dated }
	Replan  struct {
		Lost string
		Days []unitDay
	}
	Delivery struct {
		Plan struct{ Start, Finish, Delivery string }
	}
	Receipts struct {
		Deal struct {
			Events []struct {
				Date, Kind string
				Amount     cents
			}
		}
		Result struct {
			Payees            []struct{ Paid cents }
			TotalIn, TotalOut cents
		}
		Statements []statement
	}
}

type dated struct{ Date string }

type fedLine struct {
	Line, From string
	Amount     cents
}

type unitDay struct {
	Date         string
	Country      string
	Scenes, Cast []string
}

type person struct {
	Who, Job   string
	Artist     bool
	Contract   string
	Days       int
	Shot, Held []string
	Absent     []string
	Cost       cents
	Engaged    struct{ From, To string }
	Pay        []struct {
		Cachets int
		Lines   []struct {
			Code  string
			Count int
		}
	}
	Payslips []struct {
		Date         string
		EmployerCost cents
	}
	Paid []dated
}

// account is an account of the budget with lines of either kind.
type account[L any] struct {
	Code     string
	Accounts []account[L]
	Lines    []L
}

// entered is a line as it was written, priced as it came out.
type entered struct {
	Code    string
	Tags    []string
	SpentIn string
}

type priced struct {
	Code, Quantity  string
	Amount, Fringes cents
}

func (l entered) code() string { return l.Code }
func (l priced) code() string  { return l.Code }

type claimed struct {
	ID           string
	Amount, Kept cents
	Of           []struct {
		Line   string
		Amount cents
	}
}

type cashDay struct {
	Date                                            string
	Opening, In, Out, Drawn, Repaid, Costs, Closing cents
}

type cashSum struct{ Opening, Plan, Budget, Bank, Drawn, Repaid, Costs, Closing cents }

type statement struct {
	To       string
	Received struct{ Opening, Period, Closing cents }
	Payees   []payee
}

type payee struct {
	Payee          string
	Entitled, Paid struct{ Opening, Period, Closing cents }
}
