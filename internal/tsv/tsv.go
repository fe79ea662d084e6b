// Package tsv reads and writes tables that people edit: a line for each row, a tab between
// columns, and the names of the columns in the first line.
package tsv

import (
	"fmt"
	"os"
	"strings"

	"github.com/cryptolint/cryptolint/internal/atomicfile"
)

// Read calls row for each row of a file. An error names the line.
func Read(file string, columns int, row func(fields []string) error) error {
	data, err := os.ReadFile(file)
	if err != nil {
		return err
	}
	for i, line := range strings.Split(strings.TrimSuffix(string(data), "\n"), "\n") {
		if i == 0 {
			continue
		}
		fields := strings.Split(line, "\t")
		if len(fields) != columns {
			return fmt.Errorf("%s:%d: %d columns, not %d", file, i+1, len(fields), columns)
		}
		if err := row(fields); err != nil {
			return fmt.Errorf("%s:%d: %w", file, i+1, err)
		}
	}
	return nil
}

// Write writes a file. The first of rows has the names of the columns.
func Write(file string, rows [][]string) error {
	var text strings.Builder
	for _, row := range rows {
		text.WriteString(strings.Join(row, "\t") + "\n")
	}
	return atomicfile.Write(file, []byte(text.String()))
}
