package chain

import (
	"fmt"
	"maps"
	"slices"

	"github.com/bobine-film/bobine/civil"
	"github.com/bobine-film/bobine/internal/valid"
	"github.com/bobine-film/bobine/law"
	"github.com/bobine-film/bobine/rights"
	"github.com/bobine-film/bobine/schedule"
)

// Delivery is post-production up to the delivery of the film, and where its deliverables stand.
type Delivery struct {
	// Network is what was planned, Plan its dates with nobody needed twice.
	Network schedule.TaskNetwork `json:"network"`
	Plan    schedule.TaskPlan    `json:"plan"`
	// Names are the tasks in both languages.
	Names []TaskName `json:"names"`
	// Items are the deliverables at the stated day, List what the contract asks for.
	List    rights.DeliveryList   `json:"list"`
	Items   rights.DeliveryReport `json:"items"`
	Notices []law.Notice          `json:"notices"`
}

// TaskName is what a task is called.
type TaskName struct {
	Task    string `json:"task"`
	French  string `json:"french"`
	English string `json:"english"`
}

// delivery is delivery.json: until when what is delivered.
type delivery struct {
	// Deadline is the day of delivery of the contract.
	Deadline civil.Date `json:"deadline" strict:"required"`
	// Milestones name the task of post-production after which an item is due.
	Milestones map[string]string     `json:"milestones" strict:"required"`
	Contract   string                `json:"contract" strict:"required"`
	Recipient  string                `json:"recipient" strict:"required"`
	Items      []rights.DeliveryItem `json:"items" strict:"required,max=1000"`
}

// list is the list of the contract with the days of its milestones.
func (d *delivery) list(days map[string]civil.Date) rights.DeliveryList {
	return rights.DeliveryList{Contract: d.Contract, Recipient: d.Recipient, Milestones: days, Items: d.Items}
}

func (d *delivery) check() error {
	network, err := schedule.FeaturePost(d.Deadline, schedule.PaperFrench, schedule.PostFigures{})
	if err != nil {
		return at("deadline", d.Deadline, err)
	}
	var f valid.Faults
	days := map[string]civil.Date{}
	f.Enter("milestones")
	for _, name := range slices.Sorted(maps.Keys(d.Milestones)) {
		task := d.Milestones[name]
		if !slices.ContainsFunc(network.Network.Tasks, func(t schedule.Task) bool { return t.ID == task }) {
			f.Addf(name, task, valid.ErrReference, "post-production has no such task")
		}
		days[name] = d.Deadline
	}
	f.Leave()
	return joined(f.Err(), d.list(days).Validate())
}

// checkDelivery tells days that are not around the shoot, and a deadline before its end.
func (f *film) checkDelivery() error {
	var faults valid.Faults
	faults.Enter("document")
	plausible(&faults, "deadline", f.delivery.Deadline, f.shoot.Period)
	if f.delivery.Deadline.Before(f.shoot.Period.To) {
		faults.Addf("deadline", f.delivery.Deadline, valid.ErrOutOfRange, "not before %v, the end of the shoot", f.shoot.Period.To)
	}
	for i, item := range f.delivery.Items {
		if !item.Due.IsZero() {
			plausible(&faults, fmt.Sprintf("items[%d].due", i), item.Due, f.shoot.Period)
		}
		if !item.On.IsZero() {
			plausible(&faults, fmt.Sprintf("items[%d].on", i), item.On, f.shoot.Period)
		}
	}
	return inFile("delivery.json", faults.Err())
}

// computeDelivery plans post-production from the first day after the shoot.
func (f *film) computeDelivery(p *Production) error {
	return inFile("delivery.json", under("document", f.deliver(p)))
}

func (f *film) deliver(p *Production) error {
	last := p.Schedule.Days[len(p.Schedule.Days)-1].Date
	start, err := last.AddDays(1)
	if err != nil {
		return at("deadline", f.delivery.Deadline, err)
	}
	french, err := schedule.FeaturePost(start, schedule.PaperFrench, schedule.PostFigures{})
	if err != nil {
		return at("deadline", f.delivery.Deadline, err)
	}
	english, err := schedule.FeaturePost(start, schedule.PaperEnglish, schedule.PostFigures{})
	if err != nil {
		return at("deadline", f.delivery.Deadline, err)
	}
	d := Delivery{Network: french.Network, Notices: french.Notices}
	for i, t := range french.Network.Tasks {
		d.Names = append(d.Names, TaskName{Task: t.ID, French: t.Name, English: english.Network.Tasks[i].Name})
	}
	d.Network.Title, d.Network.Delivery = p.Title, f.delivery.Deadline
	if d.Plan, err = schedule.LevelTasks(d.Network); err != nil {
		return at("deadline", f.delivery.Deadline, err)
	}
	days := map[string]civil.Date{}
	for name, task := range f.delivery.Milestones {
		i := slices.IndexFunc(d.Plan.Tasks, func(t schedule.TaskDates) bool { return t.Task == task })
		days[name] = d.Plan.Tasks[i].Finish
	}
	d.List = f.delivery.list(days)
	if d.Items, err = d.List.Report(p.AsOf); err != nil {
		return err
	}
	p.Delivery = d
	return nil
}
