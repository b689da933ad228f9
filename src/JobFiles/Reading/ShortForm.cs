using System.Diagnostics.CodeAnalysis;
using MultiBatch.JobFiles.Problems;
using MultiBatch.JobFiles.Syntax;

namespace MultiBatch.JobFiles.Reading;

/// <summary>Objects that may be written as the one number most people want of them.</summary>
internal static class ShortForm
{
    /// <summary>An object, or a whole number from 1 in its place.</summary>
    /// <param name="expected">What the number is.</param>
    /// <param name="make">Makes the object of the number.</param>
    /// <param name="reader">Reads the object in full.</param>
    public static ValueReader<T> Number<T>(string expected, Func<int, T> make, ValueReader<T> reader) =>
        (Node node, Scope scope, [MaybeNullWhen(false)] out T value) =>
        {
            if (node is not ScalarNode { Kind: ScalarKind.Number or ScalarKind.Text })
            {
                return reader(node, scope, out value);
            }

            value = default;
            if (!Scalars.WholeNumber(expected, least: 1)(node, scope, out var number))
            {
                return false;
            }

            value = make(number);
            return true;
        };
}
