package changes

import (
	"bufio"
	"bytes"
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

// Author is who wrote a line, and when.
type Author struct {
	Name   string
	Date   string // 2006-01-02, in the time zone of the author
	Commit string // hash
}

// uncommitted is the hash that git blame gives to lines that no commit has.
const uncommitted = "0000000000000000000000000000000000000000"

// Authors returns who wrote lines of a file, counted from 1, by their number. Lines
// that no commit has are left out, and so is everything of a file that git does not
// track.
func (r *Repository) Authors(ctx context.Context, file string, lines []int) (map[int]Author, error) {
	rel, err := filepath.Rel(r.root, finding.Real(file))
	if err != nil || !filepath.IsLocal(rel) || len(lines) == 0 {
		return nil, nil
	}
	tracked, err := run(ctx, r.root, "ls-files", "-z", "--", ":(top,literal)"+filepath.ToSlash(rel))
	if err != nil || len(tracked) == 0 {
		return nil, err
	}
	filters, err := r.withoutFilters(ctx)
	if err != nil {
		return nil, err
	}
	args := []string{"blame", "--line-porcelain", "--no-textconv"}
	for _, n := range slices.Compact(slices.Sorted(slices.Values(lines))) {
		args = append(args, fmt.Sprintf("-L%d,%d", n, n))
	}
	out, err := runWith(ctx, r.root, filters, append(args, "--", filepath.FromSlash(rel))...)
	if err != nil {
		return nil, fmt.Errorf("cannot determine who wrote %s: %w", rel, err)
	}
	return parseBlame(out), nil
}

// parseBlame reads the output of git blame --line-porcelain: for each line its
// commit and number, facts, and the line itself with a tab before it.
func parseBlame(out []byte) map[int]Author {
	authors := make(map[int]Author)
	var author Author
	var seconds int64
	number := 0
	lines := bufio.NewScanner(bytes.NewReader(out))
	lines.Buffer(nil, len(out)+1)
	for begin := true; lines.Scan(); {
		word, rest, _ := strings.Cut(lines.Text(), " ")
		switch {
		case begin:
			author, begin = Author{Commit: word}, false
			if fields := strings.Fields(rest); len(fields) > 1 {
				number, _ = strconv.Atoi(fields[1])
			}
		case strings.HasPrefix(word, "\t"):
			begin = true
			if author.Commit != uncommitted && number > 0 {
				authors[number] = author
			}
		case word == "author":
			author.Name = rest
		case word == "author-time":
			seconds, _ = strconv.ParseInt(rest, 10, 64)
		case word == "author-tz":
			if zone, err := time.Parse("-0700", rest); err == nil {
				author.Date = time.Unix(seconds, 0).In(zone.Location()).Format(time.DateOnly)
			}
		}
	}
	return authors
}
