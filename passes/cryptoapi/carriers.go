package cryptoapi

// textPackages make, cut and join texts and slices. None of their functions
// writes to its arguments but where a row says so: the row "*" says that the
// others only read them.
var textPackages = []pkg{
	{
		paths:   []string{"fmt"},
		carrier: true,
		funcs: []Func{
			{Name: "Sprint Sprintln", Result: From(0)},
			{Name: "Sprintf Errorf", Result: From(0, 1)},
			{Name: "Append Appendln", Result: From(0, 1)},
			{Name: "Appendf", Result: From(0, 1, 2)},
			{Name: "Fprint Fprintln", Appends: Fills{0: From(1)}},
			{Name: "Fprintf", Appends: Fills{0: From(1, 2)}},
			{Name: "Print Printf Println"},
			{Name: "Stringer.String GoStringer.GoString", Result: From(Receiver)},
			{Name: "State.Write", Appends: Fills{Receiver: From(0)}},
		},
	},
	{
		// Channels and pools are the engine's, and so is what Once runs.
		paths:   []string{"sync"},
		carrier: true,
		funcs: []Func{
			{Name: "OnceFunc OnceValue OnceValues", Result: From(0)},
		},
	},
	{
		paths:   []string{"errors"},
		carrier: true,
		funcs: []Func{
			{Name: "New", Result: From(0)},
			{Name: "Join", Result: From(0)},
		},
	},
	{
		paths:   []string{"github.com/pkg/errors"},
		carrier: true,
		funcs: []Func{
			{Name: "New", Result: From(0)},
			{Name: "Errorf Wrap WithMessage", Result: From(0, 1)},
			{Name: "Wrapf WithMessagef", Result: From(0, 1, 2)},
		},
	},
	{
		// What a logger is made for will hold what it logs.
		paths:   []string{"log"},
		carrier: true,
		funcs: []Func{
			{Name: "*"},
			{Name: "New SetOutput Logger.SetOutput", Appends: Fills{0: Source{}}},
		},
	},
	{
		paths:   []string{"github.com/sirupsen/logrus"},
		carrier: true,
		funcs: []Func{
			{Name: "*"},
			{Name: "SetOutput Logger.SetOutput", Appends: Fills{0: Source{}}},
		},
	},
	{
		paths:   []string{"github.com/rs/zerolog"},
		carrier: true,
		funcs: []Func{
			{Name: "*"},
			{Name: "New Logger.Output MultiLevelWriter", Appends: Fills{0: Source{}}},
		},
	},
	{
		paths:   []string{"go.uber.org/zap"},
		carrier: true,
		funcs:   []Func{{Name: "*"}},
	},
	{
		paths:   []string{"testing"},
		carrier: true,
		funcs: []Func{
			{Name: "common.Log common.Logf common.Error common.Errorf common.Fatal common.Fatalf common.Skip common.Skipf"},
		},
	},
	{
		paths:   []string{"log/slog"},
		carrier: true,
		funcs: []Func{
			{Name: "*"},
			{Name: "Any Bool Duration Float64 Int Int64 String Time Uint64", Result: From(0, 1)},
			{Name: "AnyValue BoolValue DurationValue Float64Value IntValue Int64Value", Result: From(0)},
			{Name: "StringValue TimeValue Uint64Value", Result: From(0)},
			{Name: "NewTextHandler NewJSONHandler", Appends: Fills{0: Source{}}},
		},
	},
	{
		paths:   []string{"strings"},
		carrier: true,
		funcs: []Func{
			{Name: "*"},
			{Name: "Reader.Seek Reader.UnreadByte Reader.UnreadRune Builder.Grow"},
			{Name: "Builder.Write Builder.WriteString Builder.WriteByte Builder.WriteRune", Appends: Fills{Receiver: From(0)}},
			{Name: "Builder.String", Result: From(Receiver)},
			{Name: "Builder.Reset", Resets: true},
			{Name: "NewReader NewReplacer", Result: From(0)},
			{Name: "Reader.ReadAt Reader.Read", Fills: Fills{0: From(Receiver)}},
			{Name: "Reader.ReadByte Reader.ReadRune", Result: From(Receiver)},
			{Name: "Reader.Reset", Fills: Fills{Receiver: From(0)}},
			{Name: "Reader.WriteTo", Appends: Fills{0: From(Receiver)}},
			{Name: "Replacer.Replace", Result: From(Receiver, 0)},
			{Name: "Replacer.WriteString", Appends: Fills{0: From(Receiver, 1)}},
		},
	},
	{
		paths:   []string{"bytes"},
		carrier: true,
		funcs: []Func{
			{Name: "*"},
			{Name: "NewBuffer NewBufferString NewReader Runes", Result: From(0)},
			{
				Name:    "Buffer.Write Buffer.WriteString Buffer.WriteByte Buffer.WriteRune Buffer.ReadFrom",
				Appends: Fills{Receiver: From(0)},
			},
			{
				Name: "Buffer.Bytes Buffer.String Buffer.Next Buffer.Peek Buffer.ReadByte Buffer.ReadBytes " +
					"Buffer.ReadRune Buffer.ReadString Reader.ReadByte Reader.ReadRune",
				Result: From(Receiver),
			},
			{Name: "Buffer.Read Reader.Read Reader.ReadAt", Fills: Fills{0: From(Receiver)}},
			{Name: "Buffer.WriteTo Reader.WriteTo", Appends: Fills{0: From(Receiver)}},
			{Name: "Buffer.Reset", Resets: true},
			{Name: "Reader.Reset", Fills: Fills{Receiver: From(0)}},
		},
	},
	{
		paths:   []string{"strings", "bytes"},
		carrier: true,
		funcs: []Func{
			{
				Name: "Clone Fields FieldsFunc FieldsFuncSeq FieldsSeq Lines Repeat Split SplitAfter SplitAfterN " +
					"SplitAfterSeq SplitN SplitSeq Title ToLower ToTitle ToUpper Trim TrimFunc TrimLeft " +
					"TrimLeftFunc TrimPrefix TrimRight TrimRightFunc TrimSpace TrimSuffix CutPrefix CutSuffix",
				Result: From(0),
			},
			{Name: "Map ToLowerSpecial ToTitleSpecial ToUpperSpecial", Result: From(1)},
			{Name: "Join ToValidUTF8", Result: From(0, 1)},
			{Name: "Replace ReplaceAll", Result: From(0, 2)},
			{Name: "Cut", Result: From(0), Second: From(0)},
		},
	},
	{
		paths:   []string{"slices"},
		carrier: true,
		funcs: []Func{
			{Name: "*"},
			{
				Name: "All Backward Chunk Clip Clone Collect Compact CompactFunc Concat Delete DeleteFunc Grow " +
					"Max MaxFunc Min MinFunc Repeat Sorted SortedFunc SortedStableFunc Values",
				Result: From(0),
			},
			{Name: "AppendSeq", Result: From(0, 1)},
			{Name: "Insert", Result: From(0, 2)},
			{Name: "Replace", Result: From(0, 3)},
		},
	},
	{
		paths:   []string{"golang.org/x/exp/slices"},
		carrier: true,
		funcs: []Func{
			{Name: "Clip Clone Compact CompactFunc Delete Grow", Result: From(0)},
			{Name: "Insert", Result: From(0, 2)},
			{Name: "Replace", Result: From(0, 3)},
			{Name: "Contains Index Sort"},
		},
	},
	{
		paths:   []string{"maps"},
		carrier: true,
		funcs: []Func{
			{Name: "*"},
			{Name: "All Clone Collect Keys Values", Result: From(0)},
			{Name: "Copy Insert", Appends: Fills{0: From(1)}},
		},
	},
	{
		paths:   []string{"cmp"},
		carrier: true,
		funcs:   []Func{{Name: "Or", Result: Source{Or: []int{0}}}},
	},
	{
		paths:   []string{"strconv"},
		carrier: true,
		funcs: []Func{
			{
				Name: "Atoi ParseBool ParseComplex ParseFloat ParseInt ParseUint Itoa FormatBool FormatComplex " +
					"FormatFloat FormatInt FormatUint Quote QuoteRune QuoteRuneToASCII QuoteRuneToGraphic " +
					"QuoteToASCII QuoteToGraphic QuotedPrefix Unquote UnquoteChar",
				Result: From(0),
			},
			{
				Name: "AppendBool AppendFloat AppendInt AppendQuote AppendQuoteRune AppendQuoteRuneToASCII " +
					"AppendQuoteRuneToGraphic AppendQuoteToASCII AppendQuoteToGraphic AppendUint",
				Result: From(0, 1),
			},
		},
	},
	{
		paths:   []string{"sort"},
		carrier: true,
		funcs:   []Func{{Name: "*"}, {Name: "Reverse", Result: From(0)}},
	},
	{
		paths:   []string{"math"},
		carrier: true,
		funcs: []Func{
			{Name: "Abs Ceil Float32bits Float64bits Floor Round RoundToEven Trunc Sqrt Log Log2 Log10", Result: From(0)},
			{Name: "Mod Pow Max Min Remainder", Result: From(0, 1)},
		},
	},
	{
		paths:   []string{"math/bits"},
		carrier: true,
		funcs: []Func{
			{
				Name: "Reverse Reverse8 Reverse16 Reverse32 Reverse64 ReverseBytes ReverseBytes16 ReverseBytes32 " +
					"ReverseBytes64 RotateLeft RotateLeft8 RotateLeft16 RotateLeft32 RotateLeft64",
				Result: From(0),
			},
			{Name: "Add Add32 Add64 Mul Mul32 Mul64 Sub Sub32 Sub64", Result: From(0, 1), Second: From(0, 1)},
		},
	},
	{
		paths:   []string{"unicode/utf8"},
		carrier: true,
		funcs: []Func{
			{Name: "*"},
			{Name: "DecodeRune DecodeRuneInString DecodeLastRune DecodeLastRuneInString", Result: From(0)},
			{Name: "AppendRune", Result: From(0, 1)},
			{Name: "EncodeRune", Appends: Fills{0: From(1)}},
		},
	},
	{
		paths:   []string{"html"},
		carrier: true,
		funcs:   []Func{{Name: "EscapeString UnescapeString", Result: From(0)}},
	},
	{
		paths:   []string{"path", "path/filepath"},
		carrier: true,
		funcs:   []Func{{Name: "Base Clean Dir Ext Join", Result: From(0)}},
	},
	{
		paths:   []string{"time"},
		carrier: true,
		funcs: []Func{
			{Name: "Now", Result: Is(Clock, "")},
			{Name: "Since Until", Result: Is(Clock, "", 0)},
			{Name: "Date", Result: From(0, 1, 2, 3, 4, 5, 6)},
			{Name: "Unix", Result: From(0, 1)},
			{Name: "UnixMilli UnixMicro ParseDuration", Result: From(0)},
			{Name: "Parse ParseInLocation", Result: From(1)},
			{
				Name: "Time.Day Time.Format Time.GoString Time.GobEncode Time.Hour Time.In Time.Local " +
					"Time.MarshalBinary Time.MarshalJSON Time.MarshalText Time.Minute Time.Month Time.Nanosecond " +
					"Time.Round Time.Second Time.String Time.Truncate Time.UTC Time.Unix Time.UnixMicro " +
					"Time.UnixMilli Time.UnixNano Time.Weekday Time.Year Time.YearDay " +
					"Duration.Abs Duration.Hours Duration.Microseconds Duration.Milliseconds Duration.Minutes " +
					"Duration.Nanoseconds Duration.Round Duration.Seconds Duration.String Duration.Truncate " +
					"Month.String Weekday.String",
				Result: From(Receiver),
			},
			{Name: "Time.Add Time.Sub", Result: From(Receiver, 0)},
			{Name: "Time.AddDate", Result: From(Receiver, 0, 1, 2)},
			{Name: "Time.AppendFormat", Result: From(Receiver, 0)},
			{Name: "Time.AppendText Time.AppendBinary", Result: From(Receiver, 0)},
			{Name: "Time.ISOWeek Time.Date Time.Clock", Result: From(Receiver), Second: From(Receiver)},
			{Name: "Time.After Time.Before Time.Equal Time.Compare Time.IsZero Time.IsDST"},
		},
	},
}
