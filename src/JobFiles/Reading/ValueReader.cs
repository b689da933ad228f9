using System.Diagnostics.CodeAnalysis;
using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Syntax;

namespace MultiBatch.JobFiles.Reading;

/// <summary>Makes a value of a node. False when it cannot; then at least one problem has been reported.</summary>
internal delegate bool ValueReader<T>(Node node, Scope scope, [MaybeNullWhen(false)] out T value);
