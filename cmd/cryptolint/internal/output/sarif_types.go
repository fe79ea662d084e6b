package output

// The parts of SARIF 2.1.0 that a report needs. The names are those of the
// specification.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool               sarifTool                        `json:"tool"`
		AutomationDetails  *sarifAutomationDetails          `json:"automationDetails,omitempty"`
		VersionControl     []sarifVersionControl            `json:"versionControlProvenance,omitempty"`
		Invocations        []sarifInvocation                `json:"invocations"`
		ColumnKind         string                           `json:"columnKind"`
		OriginalURIBaseIDs map[string]sarifArtifactLocation `json:"originalUriBaseIds"`
		Results            []sarifResult                    `json:"results"`
		Properties         *sarifRunProperties              `json:"properties,omitempty"`
	}
	sarifAutomationDetails struct {
		ID string `json:"id"`
	}
	sarifVersionControl struct {
		RepositoryURI string                `json:"repositoryUri"`
		RevisionID    string                `json:"revisionId,omitempty"`
		MappedTo      sarifArtifactLocation `json:"mappedTo"`
	}
	sarifRunProperties struct {
		Module        string `json:"module"`
		Revision      string `json:"revision"`
		Platform      string `json:"platform"`
		Configuration string `json:"configuration"`

		Modules []string `json:"modules,omitempty"` // of a run over several
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name            string      `json:"name"`
		Version         string      `json:"version,omitempty"`
		SemanticVersion string      `json:"semanticVersion,omitempty"`
		InformationURI  string      `json:"informationUri"`
		Rules           []sarifRule `json:"rules"`
	}
	sarifMessage struct {
		Text     string `json:"text,omitempty"`
		Markdown string `json:"markdown,omitempty"`
	}
)

// Rules.
type (
	sarifRule struct {
		ID                   string              `json:"id"`
		Name                 string              `json:"name"`
		ShortDescription     sarifMessage        `json:"shortDescription"`
		FullDescription      sarifMessage        `json:"fullDescription"`
		HelpURI              string              `json:"helpUri"`
		Help                 sarifMessage        `json:"help"`
		DefaultConfiguration sarifConfiguration  `json:"defaultConfiguration"`
		Properties           sarifRuleProperties `json:"properties"`
	}
	sarifConfiguration struct {
		Level string `json:"level"`
	}
	sarifRuleProperties struct {
		Precision        string   `json:"precision"`
		SecuritySeverity string   `json:"security-severity,omitempty"`
		Tags             []string `json:"tags"`
	}
)

// How the run went.
type (
	sarifInvocation struct {
		ExecutionSuccessful bool                `json:"executionSuccessful"`
		Notifications       []sarifNotification `json:"toolExecutionNotifications,omitempty"`
	}
	sarifNotification struct {
		Level      string            `json:"level"`
		Message    sarifMessage      `json:"message"`
		Properties map[string]string `json:"properties,omitempty"`
	}
)

// Results.
type (
	sarifResult struct {
		RuleID              string                `json:"ruleId"`
		RuleIndex           *int                  `json:"ruleIndex,omitempty"`
		Level               string                `json:"level"`
		Message             sarifMessage          `json:"message"`
		Locations           []sarifLocation       `json:"locations"`
		RelatedLocations    []sarifLocation       `json:"relatedLocations,omitempty"`
		PartialFingerprints map[string]string     `json:"partialFingerprints,omitempty"`
		CodeFlows           []sarifCodeFlow       `json:"codeFlows,omitempty"`
		Fixes               []sarifFix            `json:"fixes,omitempty"`
		Suppressions        *[]sarifSuppression   `json:"suppressions,omitempty"` // all results have them, or none
		Properties          sarifResultProperties `json:"properties"`
	}
	sarifResultProperties struct {
		Severity   string `json:"severity"`
		Confidence string `json:"confidence"`
		Since      string `json:"since,omitempty"`
		Warning    bool   `json:"warning,omitempty"`
		Module     string `json:"module,omitempty"` // in a run over several
		Package    string `json:"package,omitempty"`
	}
	sarifLocation struct {
		PhysicalLocation sarifPhysicalLocation `json:"physicalLocation"`
		Message          *sarifMessage         `json:"message,omitempty"`
	}
	sarifPhysicalLocation struct {
		ArtifactLocation sarifArtifactLocation `json:"artifactLocation"`
		Region           *sarifRegion          `json:"region,omitempty"`
	}
	sarifArtifactLocation struct {
		URI         string        `json:"uri,omitempty"`
		URIBaseID   string        `json:"uriBaseId,omitempty"`
		Description *sarifMessage `json:"description,omitempty"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn,omitempty"`
		EndLine     int `json:"endLine,omitempty"`
		EndColumn   int `json:"endColumn,omitempty"`
	}
	sarifSuppression struct {
		Kind          string `json:"kind"`
		Status        string `json:"status"`
		Justification string `json:"justification,omitempty"`
	}
)

// The paths of values, and fixes.
type (
	sarifCodeFlow struct {
		ThreadFlows []sarifThreadFlow `json:"threadFlows"`
	}
	sarifThreadFlow struct {
		Locations []sarifThreadFlowLocation `json:"locations"`
	}
	sarifThreadFlowLocation struct {
		Location sarifLocation `json:"location"`
	}
	sarifFix struct {
		Description     sarifMessage          `json:"description"`
		ArtifactChanges []sarifArtifactChange `json:"artifactChanges"`
	}
	sarifArtifactChange struct {
		ArtifactLocation sarifArtifactLocation `json:"artifactLocation"`
		Replacements     []sarifReplacement    `json:"replacements"`
	}
	sarifReplacement struct {
		DeletedRegion   sarifRegion   `json:"deletedRegion"`
		InsertedContent *sarifMessage `json:"insertedContent,omitempty"`
	}
)
