package output

import (
	"github.com/cryptolint/cryptolint/cmd/cryptolint/internal/finding"
)

// The names of the fingerprints. GitHub reads the first alone. The second is
// that of our JSON and of baselines; its number rises when it is made in
// another way.
const (
	lineHashKey    = "primaryLocationLineHash"
	fingerprintKey = "cryptolint/v2"
)

func (s *sarif) result(f finding.Finding) sarifResult {
	id := sarifRuleID(f.Rule, told(f))
	r := sarifResult{
		RuleID:              id,
		Level:               gradeOf(told(f)).sarif,
		Message:             sarifText(f.Message),
		Locations:           []sarifLocation{{PhysicalLocation: s.location(f.Pos, f.End)}},
		RelatedLocations:    s.related(f),
		PartialFingerprints: s.fingerprints(f),
		CodeFlows:           s.codeFlows(f),
		Properties:          sarifResultProperties{Severity: f.Severity.String(), Confidence: f.Confidence.String(), Since: f.Since, Warning: f.Warning},
	}
	if s.parts {
		r.Properties.Module, r.Properties.Package = f.Module, f.Package
	}
	if index, ok := s.index[id]; ok {
		r.RuleIndex = &index
	}
	for _, fix := range f.Fixes {
		if converted, ok := s.fix(fix); ok {
			r.Fixes = append(r.Fixes, converted)
		}
	}
	if s.ShowSuppressed {
		r.Suppressions = suppressions(f.Suppression)
	}
	return r
}

func suppressions(by *finding.Suppression) *[]sarifSuppression {
	if by == nil {
		return &[]sarifSuppression{} // empty: nobody has silenced it
	}
	kind := "inSource"
	if by.Kind == finding.ByBaseline {
		kind = "external"
	}
	return &[]sarifSuppression{{Kind: kind, Status: "accepted", Justification: SafeLines(by.Reason)}}
}

func (s *sarif) fingerprints(f finding.Finding) map[string]string {
	all := make(map[string]string)
	if hash := s.texts.of(f.Pos.File).lineHash(f.Pos.Line); hash != "" {
		all[lineHashKey] = hash
	}
	if f.Fingerprint != "" {
		all[fingerprintKey] = f.Fingerprint
	}
	return all
}

// location converts a place. GitHub refuses a whole report for one result
// without a place, so a finding whose place is unknown lies in the repository.
func (s *sarif) location(from, to finding.Position) sarifPhysicalLocation {
	if from.File == "" {
		return sarifPhysicalLocation{
			ArtifactLocation: sarifArtifactLocation{URI: ".", URIBaseID: sourceRoot},
			Region:           &sarifRegion{StartLine: 1},
		}
	}
	return sarifPhysicalLocation{ArtifactLocation: s.artifact(from.File), Region: s.region(from, to)}
}

func (s *sarif) artifact(file string) sarifArtifactLocation {
	uri, inside := repoURI(s.Root, file)
	if !inside {
		return sarifArtifactLocation{URI: uri}
	}
	return sarifArtifactLocation{URI: uri, URIBaseID: sourceRoot}
}

// region converts the range between two positions. An end that does not lie
// behind the start marks one character: a region without an end would be the
// rest of the line.
func (s *sarif) region(from, to finding.Position) *sarifRegion {
	text := s.texts.of(from.File)
	start, end := text.at(from), text.behind(from)
	if to.File == from.File && (to.Line > from.Line || to.Line == from.Line && to.Column > from.Column) {
		end = text.at(to)
	}
	if start.line < 1 {
		return &sarifRegion{StartLine: 1} // the file is known, the line is not
	}
	return &sarifRegion{StartLine: start.line, StartColumn: start.column, EndLine: end.line, EndColumn: end.column}
}

// related returns the other places of the defect.
func (s *sarif) related(f finding.Finding) []sarifLocation {
	var all []sarifLocation
	for _, p := range f.Also {
		message := sarifText("the same defect")
		all = append(all, sarifLocation{PhysicalLocation: s.location(p.Pos, p.Pos), Message: &message})
	}
	return all
}

// codeFlows returns the path of the value, which ends at the finding. A step
// whose place is in another package is shown there too: the value comes in by
// that line.
func (s *sarif) codeFlows(f finding.Finding) []sarifCodeFlow {
	if len(f.Steps) == 0 {
		return nil
	}
	var flow sarifThreadFlow
	add := func(from, to finding.Position, text string) {
		message := sarifText(text)
		location := sarifLocation{PhysicalLocation: s.location(from, to), Message: &message}
		flow.Locations = append(flow.Locations, sarifThreadFlowLocation{Location: location})
	}
	for _, step := range f.Steps {
		if step.Pos.File == "" {
			add(f.Pos, f.End, step.Message)
			continue
		}
		add(step.Pos, step.Pos, step.Message)
	}
	add(f.Pos, f.End, f.Message)
	return []sarifCodeFlow{{ThreadFlows: []sarifThreadFlow{flow}}}
}

// fix converts a fix. It is not ok if a file has changed so much that an edit
// lies outside: half a fix is none.
func (s *sarif) fix(fix finding.Fix) (sarifFix, bool) {
	converted := sarifFix{Description: sarifText(fix.Message), ArtifactChanges: []sarifArtifactChange{}}
	byFile := make(map[string]int)
	for _, e := range fix.Edits {
		replacement, ok := s.replacement(e)
		if !ok {
			return sarifFix{}, false
		}
		i, seen := byFile[e.File]
		if !seen {
			i = len(converted.ArtifactChanges)
			byFile[e.File] = i
			converted.ArtifactChanges = append(converted.ArtifactChanges, sarifArtifactChange{ArtifactLocation: s.artifact(e.File)})
		}
		change := &converted.ArtifactChanges[i]
		change.Replacements = append(change.Replacements, replacement)
	}
	return converted, len(converted.ArtifactChanges) > 0
}

func (s *sarif) replacement(e finding.Edit) (sarifReplacement, bool) {
	text := s.texts.of(e.File)
	start, startOK := text.offset(e.Start)
	end, endOK := text.offset(e.End)
	if !startOK || !endOK || e.End < e.Start {
		return sarifReplacement{}, false
	}
	replacement := sarifReplacement{DeletedRegion: sarifRegion{start.line, start.column, end.line, end.column}}
	if e.New != "" {
		replacement.InsertedContent = &sarifMessage{Text: e.New}
	}
	return replacement, true
}
