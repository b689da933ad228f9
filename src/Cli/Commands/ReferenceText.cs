using MultiBatch.Cli.Errors;
using MultiBatch.Jobs;

namespace MultiBatch.Cli.Commands;

/// <summary>Reads what people type for a job.</summary>
internal static class ReferenceText
{
    /// <summary>A whole reference, or an id with or without <c>#index</c> and <c>@attempt</c>, which then belongs to the client's connection.</summary>
    /// <exception cref="InvalidInputException">It is neither, or belongs to another provider or connection.</exception>
    public static JobReference Parse(string text, BatchClient client)
    {
        if (!text.Contains(':', StringComparison.Ordinal))
        {
            return JobReference.TryParse(client.Provider + ":" + text, out var bare)
                ? bare! with { Connection = client.Connection }
                : throw new InvalidInputException($"'{text}' is neither a job id nor a reference; copy one from 'multibatch job list', as local:main/01k9…#7");
        }

        if (!JobReference.TryParse(text, out var reference))
        {
            throw new InvalidInputException($"'{text}' is not a job reference; copy one from 'multibatch job list', as local:main/01k9…#7");
        }

        if (!string.Equals(reference!.Provider, client.Provider, StringComparison.Ordinal))
        {
            throw new InvalidInputException(
                $"'{text}' is a job of provider '{reference.Provider}', and the connection is one of '{client.Provider}'; name its connection with --connection");
        }

        return reference;
    }
}
