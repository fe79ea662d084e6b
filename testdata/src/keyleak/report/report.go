// Package report writes the log, and imports no cryptography.
package report

import (
	"fmt"
	"log"
)

// Debug logs a value with a label.
func Debug(label string, value any) { log.Println(label, value) }

// Debugf logs a formatted line.
func Debugf(format string, args ...any) { log.Printf("debug: "+format, args...) }

// Line returns a line for a report.
func Line(label, value string) string { return fmt.Sprintf("%s=%s", label, value) }
