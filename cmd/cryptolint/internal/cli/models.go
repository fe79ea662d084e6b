package cli

import (
	"context"
	"errors"
	"fmt"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/vet"
)

// checkModels refuses models of symbols that do not exist. Those of packages that
// are not part of the build do no harm.
func (a *app) checkModels(ctx context.Context, options vet.Options) error {
	wrong := vet.CheckModels(ctx, options, a.config.Models)
	var errs []error
	for _, w := range wrong {
		errs = append(errs, fmt.Errorf("%s: %w", a.config.ModelSource(w.Index), w))
	}
	return errors.Join(errs...)
}
