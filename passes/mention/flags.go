package mention

import (
	"go/constant"
	"slices"
)

const pflag = "github.com/spf13/pflag."

// defining are functions that define a flag for a text: its name is their first text.
var defining = []string{
	"flag.String", "flag.StringVar", "flag.FlagSet.String", "flag.FlagSet.StringVar",
	pflag + "String", pflag + "StringVar", pflag + "StringP", pflag + "StringVarP",
	pflag + "FlagSet.String", pflag + "FlagSet.StringVar", pflag + "FlagSet.StringP", pflag + "FlagSet.StringVarP",
}

// A Flag is a flag that the package defines for a text.
type Flag struct {
	Symbol        // the function that defines it
	Flag   string // its name
}

// Flags returns the flags that the package defines for texts, with package flag or pflag.
func (m *Mentions) Flags() []Flag {
	var found []Flag
	for _, symbol := range m.Symbols {
		if !slices.Contains(defining, symbol.Name) {
			continue
		}
		for i := range 2 {
			if name := symbol.Constant(i); name != nil && name.Kind() == constant.String {
				found = append(found, Flag{symbol, constant.StringVal(name)})
				break
			}
		}
	}
	return found
}
