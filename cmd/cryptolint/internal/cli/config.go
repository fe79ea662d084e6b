package cli

import (
	"context"
	"fmt"
	"strings"
	"text/tabwriter"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/jsontext"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/output"
	"github.com/cryptolint/cryptolint/internal/config"
	"github.com/cryptolint/cryptolint/internal/nearest"
)

const configHelp = `Usage: cryptolint config [-json] [flags]
       cryptolint config check [file]
       cryptolint config schema

Shows the settings that apply here, and where each value comes from: a line of
.cryptolint.yaml, a flag, or the default. The flags are those of 'cryptolint'.

check checks a configuration file, by default the one that applies here, without
analysing anything. schema prints the JSON Schema of the file, for
editors.

Examples:

    cryptolint config                       which settings apply here?
    cryptolint config -severity high        and with this flag?
    cryptolint config check                 is the file valid?
`

// configCommand shows what is in force, or checks it, or prints its schema.
func (a *app) configCommand(ctx context.Context, args []string) (int, error) {
	f := flagSet("config")
	rest, err := a.parse(f, args)
	if err != nil {
		return 0, err
	}
	verb := ""
	if len(rest) > 0 {
		verb, rest = rest[0], rest[1:]
	}
	if verb == "check" && len(rest) == 1 && f.file == "" {
		f.file, rest = rest[0], nil
	}
	if len(rest) > 0 {
		return 0, fmt.Errorf("config %s takes no arguments like %s: see 'cryptolint help config'", verb, strings.Join(rest, " "))
	}
	switch verb {
	case "":
		return a.showConfig(ctx, f)
	case "check":
		return a.checkConfig(ctx, f)
	case "schema":
		return a.printSchema()
	}
	if near, ok := nearest.Word(verb, []string{"check", "schema"}); ok {
		return 0, fmt.Errorf("unknown command config %s: did you mean config %s?", verb, near)
	}
	return 0, fmt.Errorf("unknown command config %s: use config, config check or config schema", verb)
}

func (a *app) showConfig(ctx context.Context, f *flags) (int, error) {
	if err := a.configure(ctx, f); err != nil {
		return 0, err
	}
	if f.json {
		return exitClean, a.configJSON()
	}
	file := "none (looked for " + config.FileName + " upward to the root of the repository)"
	switch {
	case f.noFile:
		file = "none (-no-config)"
	case a.configFile != "":
		file = a.configFile
	}
	table := tabwriter.NewWriter(a.out, 0, 8, 2, ' ', 0)
	fmt.Fprintf(table, "configuration file: %s\n\nKEY\tVALUE\tFROM\n", file)
	for _, e := range a.config.Entries() {
		if len(e.Values) == 0 {
			fmt.Fprintf(table, "%s\t-\t%s\n", e.Key, e.From[0])
		}
		for i, value := range e.Values {
			fmt.Fprintf(table, "%s\t%s\t%s\n", e.Key, shown(value), e.From[i])
		}
	}
	return exitClean, table.Flush()
}

// shown makes an empty value visible, and keeps one that the terminal would act
// upon from doing so.
func shown(value string) string {
	if value == "" {
		return "-"
	}
	if quoted := fmt.Sprintf("%q", value); quoted != `"`+value+`"` {
		return quoted
	}
	return value
}

// configJSON writes what is in force for programs; docs/json.md describes the
// format.
func (a *app) configJSON() error {
	type value struct {
		Value string `json:"value"`
		From  string `json:"from"`
		File  string `json:"file"`
		Line  int    `json:"line"`
	}
	type setting struct {
		Key    string  `json:"key"`
		Values []value `json:"values"`
	}
	doc := struct {
		SchemaVersion int       `json:"schemaVersion"`
		File          string    `json:"file"`
		Settings      []setting `json:"settings"`
	}{output.SchemaVersion, a.configFile, []setting{}}
	for _, e := range a.config.Entries() {
		s := setting{e.Key, []value{}}
		for i, text := range e.Values {
			s.Values = append(s.Values, value{text, e.From[i].Kind(), e.From[i].File, e.From[i].Line})
		}
		doc.Settings = append(doc.Settings, s)
	}
	return a.printJSON(doc)
}

// printJSON writes a value as indented JSON.
func (a *app) printJSON(value any) error {
	return jsontext.Write(a.out, value)
}

func (a *app) checkConfig(ctx context.Context, f *flags) (int, error) {
	if err := a.configure(ctx, f); err != nil {
		return 0, err
	}
	if a.configFile == "" {
		return 0, fmt.Errorf("there is no %s here or above, up to the root of the repository: name a file to check", config.FileName)
	}
	options, err := a.vetOptions(nil, a.config.ForAnalysis())
	if err != nil {
		return 0, err
	}
	if err := a.checkModels(ctx, options); err != nil {
		return 0, err
	}
	_, err = fmt.Fprintf(a.out, "%s: nothing wrong\n", a.configFile)
	return exitClean, err
}

func (a *app) printSchema() (int, error) {
	schema, err := config.Schema(a.known())
	if err != nil {
		return 0, err
	}
	_, err = a.out.Write(schema)
	return exitClean, err
}
