package output

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/jsontext"
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/trace"
)

// Trace writes what the engine sees of values for people:
//
//	vault/seal.go:18:18: nonce ([]byte)
//	    18 |     return gcm.Seal(nonce, nonce, msg, nil), nil
//	       |                     ^~~~~
//	    comes from
//	        zero: memory that nothing has filled  vault/seal.go:17:15
//	    it, or something else that comes from there, is used
//	        as nonce by cipher.AEAD.Seal  vault/seal.go:18:9
//
// Names of files are relative to dir. Only files beside the one that was asked about
// are quoted. Nothing that comes from the source can steer
// the terminal.
func Trace(w io.Writer, values []trace.Value, file, dir string, style Style) error {
	t := &tree{out: bufio.NewWriter(w), file: file, dir: dir, style: style}
	var src sources
	for i, v := range values {
		if i > 0 {
			fmt.Fprintln(t.out)
		}
		t.value(v, &src)
	}
	return t.out.Flush()
}

// tree writes lines that are indented by what they belong to.
type tree struct {
	out   *bufio.Writer
	file  string
	dir   string
	style Style
}

func (t *tree) value(v trace.Value, src *sources) {
	head := t.style.Cyan(Safe(v.Text))
	if v.Type != "" {
		head += t.style.Dim(" (" + Safe(v.Type) + ")")
	}
	if v.As != "" {
		head += ", used as " + Safe(v.As)
	}
	fmt.Fprintf(t.out, "%s: %s\n", t.style.Bold(place(position(v.Start), t.dir)), head)
	if line, ok := src.line(v.Start.File, v.Start.Line); ok && finding.Beside(t.file, v.Start.File) {
		end := v.End.Column
		if v.End.Line > v.Start.Line {
			end = len(line) + 1
		}
		shown, mark := excerpt(line, v.Start.Column, end)
		number := fmt.Sprint(v.Start.Line)
		t.line(1, t.style.Dim(number+" |")+" "+shown, trace.Place{})
		t.line(1, t.style.Dim(strings.Repeat(" ", len(number))+" |")+" "+t.style.Green(mark), trace.Place{})
	}
	t.origins("comes from", v.Origins)
	if len(v.Callers) > 0 {
		t.origins("all callers are known, so it comes from", v.Callers)
	}
	t.uses(v.Uses)
}

// line writes a line and, behind it, the place that it is about.
func (t *tree) line(depth int, text string, at trace.Place) {
	fmt.Fprint(t.out, strings.Repeat("    ", depth), text)
	if at.File != "" {
		fmt.Fprintf(t.out, "  %s", t.style.Dim(place(position(at), t.dir)))
	}
	fmt.Fprintln(t.out)
}

func position(p trace.Place) finding.Position {
	return finding.Position{File: p.File, Line: p.Line, Column: p.Column}
}

// origins writes the alternatives under a heading.
func (t *tree) origins(heading string, alternatives [][]trace.Origin) {
	switch len(alternatives) {
	case 0:
		t.line(1, heading, trace.Place{})
		t.line(2, "nothing that the engine can see", trace.Place{})
	case 1:
		t.parts(1, heading, alternatives[0])
	default:
		t.line(1, heading+" one of", trace.Place{})
		for i, parts := range alternatives {
			number := fmt.Sprintf("%d.", i+1)
			if len(parts) == 1 {
				t.origin(2, number+" ", parts[0])
				continue
			}
			t.parts(2, number, parts)
		}
	}
}

// parts writes what is mixed into one alternative.
func (t *tree) parts(depth int, heading string, parts []trace.Origin) {
	if len(parts) > 1 {
		heading += " a mix of"
	}
	t.line(depth, heading, trace.Place{})
	for _, o := range parts {
		t.origin(depth+1, "", o)
	}
}

func (t *tree) origin(depth int, number string, o trace.Origin) {
	t.line(depth, number+t.style.Yellow(Safe(o.Text)), o.Place)
	if len(o.Of) > 0 {
		t.line(depth+1, "computed from", trace.Place{})
		for _, part := range o.Of {
			t.origin(depth+2, "", part)
		}
	}
	for _, step := range o.Steps {
		t.line(depth+1, t.style.Dim("→")+" "+Safe(step.Text), step.Place)
	}
}

func (t *tree) uses(uses []trace.Use) {
	if len(uses) == 0 {
		t.line(1, "is not used in a role that the engine knows", trace.Place{})
		return
	}
	t.line(1, "it, or something else that comes from there, is used", trace.Place{})
	for _, use := range uses {
		text := "as " + use.Role + " by " + use.By
		if use.Guess {
			text = "as " + use.Role + ", judging by the name of " + use.By
		}
		if use.Through != "" {
			text += ", which " + use.Through + " calls"
		}
		t.line(2, Safe(text), use.Place)
	}
}

// TraceJSON writes the answer as one JSON object for programs. Names of files are
// relative to dir. version is that of cryptolint.
func TraceJSON(w io.Writer, answer trace.Answer, dir, version string) error {
	answer.Values = append([]trace.Value{}, answer.Values...)
	for i := range answer.Values {
		answer.Values[i] = answer.Values[i].MapFiles(func(file string) string { return finding.Relative(dir, file) })
	}
	doc := struct {
		SchemaVersion int      `json:"schemaVersion"`
		Tool          jsonTool `json:"tool"`
		trace.Answer
	}{SchemaVersion, jsonTool{Name: "cryptolint", Version: version}, answer}
	if err := jsontext.Write(w, doc); err != nil {
		return fmt.Errorf("cannot write the JSON of the trace: %w", err)
	}
	return nil
}
