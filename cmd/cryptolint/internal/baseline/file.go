package baseline

import (
	"bytes"
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/jsontext"
	"github.com/cryptolint/cryptolint/internal/atomicfile"
	"github.com/cryptolint/cryptolint/internal/lazyregexp"
	"github.com/cryptolint/cryptolint/internal/suppress"
)

// FileName is the name of a baseline where nobody names one.
const FileName = ".cryptolint-baseline.json"

// version is the version of the format. It rises when a file of the old version
// would be misread.
//
// In version 1, an entry had a fingerprint of the message. Such files are read.
const version = 2

// document is the file. Each entry is a block of lines, so that version control
// shows which one came or went.
type document struct {
	Version  int     `json:"version"`
	Findings []Entry `json:"findings"`
}

// Load reads a baseline. The error is a sentence for the user, in which the file
// goes by shown.
func Load(file, shown string) (*Baseline, error) {
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("there is no baseline %s: 'cryptolint baseline write' creates one", shown)
	}
	if err != nil {
		return nil, fmt.Errorf("cannot read the baseline: %w", err)
	}
	entries, old, err := parse(data)
	if err != nil {
		return nil, fmt.Errorf("the baseline %s %w: restore it from version control, or delete it and run 'cryptolint baseline write'", shown, err)
	}
	return &Baseline{dir: realDir(filepath.Dir(file)), entries: entries, old: old}, nil
}

// Write writes the baseline to a file in the directory that it was made for.
func (b *Baseline) Write(file string) error {
	data, err := b.encode()
	if err == nil {
		err = atomicfile.Write(file, data)
	}
	if err != nil {
		return fmt.Errorf("cannot write the baseline: %w", err)
	}
	return nil
}

func (b *Baseline) encode() ([]byte, error) {
	entries := append([]Entry{}, b.entries...)
	slices.SortFunc(entries, func(x, y Entry) int {
		return cmp.Or(
			strings.Compare(x.File, y.File),
			strings.Compare(x.Rule, y.Rule),
			strings.Compare(x.Message, y.Message),
			strings.Compare(x.Function, y.Function),
			strings.Compare(x.Key, y.Key),
			strings.Compare(x.Fingerprint, y.Fingerprint),
		)
	})
	var text bytes.Buffer
	err := jsontext.Write(&text, document{version, entries})
	return text.Bytes(), err
}

var (
	fingerprint = lazyregexp.New(`^[0-9a-f]{32}$`)
	key         = lazyregexp.New(`^([0-9a-f]{16}|[0-9a-f]{32})$`)
)

// parse reads the file, and tells whether it has an old version. The error says
// what the file is, to go on after its name.
func parse(data []byte) (entries []Entry, old bool, err error) {
	var said struct {
		Version *int `json:"version"`
	}
	if err := decode(data, &said); err != nil {
		return nil, false, err
	}
	switch {
	case said.Version == nil:
		return nil, false, errors.New("does not state its version")
	case *said.Version < 1 || *said.Version > version:
		return nil, false, fmt.Errorf("has version %d of the format, and this cryptolint reads version %d and earlier", *said.Version, version)
	}
	var doc document
	if err := decode(data, &doc); err != nil {
		return nil, false, err
	}
	for i, e := range doc.Findings {
		// Entries that were not judged when the file was upgraded stay as they were.
		known := key.MatchString(e.Key) || e.Key == "" && fingerprint.MatchString(e.Fingerprint)
		if e.Rule == "" || !known {
			return nil, false, fmt.Errorf("has no rule or no key in entry %d", i+1)
		}
		if e.Until != "" {
			if err := suppress.CheckUntil(e.Until); err != nil {
				return nil, false, fmt.Errorf("has an entry for %s in %s that is valid until a day that does not exist: %w", e.Rule, e.File, err)
			}
		}
	}
	locate(data, doc.Findings)
	return doc.Findings, *said.Version < version, nil
}

// locate sets the lines of the entries, in a file of the form that encode writes:
// each has one line that begins with its key or its fingerprint. In another form
// the lines stay unknown.
func locate(data []byte, entries []Entry) {
	next := 0
	for i, line := range bytes.Split(data, []byte("\n")) {
		line = bytes.TrimSpace(line)
		if !bytes.HasPrefix(line, []byte(`"key": "`)) && !bytes.HasPrefix(line, []byte(`"fingerprint": "`)) {
			continue
		}
		if next == len(entries) || !bytes.Contains(line, []byte(`"`+entries[next].Key+entries[next].Fingerprint+`"`)) {
			return
		}
		entries[next].line = i + 1
		next++
	}
}

// decode reads one JSON value and nothing behind it.
func decode(data []byte, into any) error {
	stream := json.NewDecoder(bytes.NewReader(data))
	err := stream.Decode(into)
	if err == nil {
		if _, err = stream.Token(); errors.Is(err, io.EOF) {
			return nil
		}
		return fmt.Errorf("has something after its end in line %d", lineAt(data, stream.InputOffset()))
	}
	var syntax *json.SyntaxError
	var mismatch *json.UnmarshalTypeError
	switch {
	case errors.As(err, &syntax):
		return fmt.Errorf("is not JSON in line %d", lineAt(data, syntax.Offset))
	case errors.As(err, &mismatch):
		return fmt.Errorf("has a value of the wrong kind in line %d", lineAt(data, mismatch.Offset))
	case errors.Is(err, io.EOF):
		return errors.New("is empty")
	}
	return errors.New("ends in the middle") // io.ErrUnexpectedEOF
}

func lineAt(data []byte, offset int64) int {
	end := min(max(offset, 0), int64(len(data)))
	return 1 + bytes.Count(bytes.TrimSuffix(data[:end], []byte("\n")), []byte("\n"))
}
