package chain

import (
	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/money"
	"github.com/bobine-film/bobine/schedule"
	"github.com/bobine-film/bobine/worktime"
)

// cast is cast.json: who plays and on which terms.
type cast struct {
	Players []player `json:"players" strict:"required,max=1000"`
}

// player is somebody of the cast with the contract.
type player struct {
	// Role is the name of the screenplay, Name that of who plays it.
	Role    string `json:"role" strict:"required"`
	Name    string `json:"name" strict:"required"`
	Account string `json:"account" strict:"required"`
	// Contract is "week", whose Fee is that of five days, "day", whose days of waiting are paid as those of
	// work, or "no-hold", whose days of waiting are not paid.
	Contract  schedule.Contract `json:"contract" strict:"required"`
	Fee       money.Amount      `json:"fee" strict:"required"`
	BirthDate civil.Date        `json:"birthDate"`
	School    []civil.Period    `json:"schoolHolidays" strict:"max=100"`
	// Permit is the authorisation of a child.
	Permit    *worktime.Permit      `json:"permit"`
	Available schedule.Availability `json:"available"`
}

func (c *cast) check() error {
	var f valid.Faults
	roles := map[string]bool{}
	f.Enter("players")
	for i, p := range c.Players {
		f.Index(i)
		needed(&f, "role", p.Role)
		needed(&f, "name", p.Name)
		if p.Role != "" && roles[p.Role] {
			f.Add("role", p.Role, valid.ErrDuplicate)
		}
		roles[p.Role] = true
		positive(&f, "fee", p.Fee)
		if p.Contract == schedule.Flat {
			f.Addf("contract", p.Contract, valid.ErrOneOf, "day, week or no-hold")
		}
		f.Leave()
	}
	f.Leave()
	return f.Err()
}

// terms are those of the player as the plan of the shoot has them.
func (p player) terms() schedule.ShootCast {
	c := schedule.ShootCast{
		Name: p.Role, Contract: p.Contract, BirthDate: p.BirthDate, SchoolHolidays: p.School, Permit: p.Permit,
		Available: p.Available,
	}
	switch p.Contract {
	case schedule.ByWeek:
		c.Week = p.Fee
	case schedule.ByDay:
		c.Day, c.Hold = p.Fee, p.Fee
	default:
		c.Day = p.Fee
	}
	return c
}
