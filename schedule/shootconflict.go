package schedule

import "context"

func (p *problem) conflict(ctx context.Context, found outcome) error {
	if found.proved {
		return ErrInfeasible
	}
	return ErrNotFound
}
