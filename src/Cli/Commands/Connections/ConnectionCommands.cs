using System.CommandLine;
using MultiBatch.Cli.Composition;
using MultiBatch.Cli.Errors;
using MultiBatch.Cli.Input;
using MultiBatch.Cli.Output;
using MultiBatch.Providers;

namespace MultiBatch.Cli.Commands.Connections;

/// <summary><c>multibatch connection …</c></summary>
internal static class ConnectionCommands
{
    public static Command Create(CliHost host) => new Command("connection", "Connections: named ways to reach a provider. They hold no secrets.").With(
        List(host), Add(host), Remove(host), Test(host));

    private static Command List(CliHost host) => new Command("list", "List connections.").Runs(host, async (context, cancellationToken) =>
    {
        var connections = await context.Host.Clients.ListAsync(cancellationToken);
        var defaultName = await context.Host.Clients.GetDefaultAsync(cancellationToken);
        if (!context.IsTable)
        {
            await JsonOutput.WriteListAsync(context.Host, context.Format, connections.ToAsyncEnumerable(), connection => ConnectionJson.Write(connection, connection.Name == defaultName));
            return ExitCodes.Done;
        }

        var columns = new Columns(context.Host, "NAME", "PROVIDER", "REGION", "PROFILE", "DEFAULT", "SETTINGS");
        foreach (var connection in connections)
        {
            columns.Add(
                connection.Name,
                connection.Provider,
                connection.Region,
                connection.Profile,
                connection.Name == defaultName ? "yes" : string.Empty,
                string.Join(' ', connection.Settings.Select(setting => $"{setting.Key}={setting.Value}")));
        }

        columns.Complete("no connections");
        return ExitCodes.Done;
    });

    private static Command Add(CliHost host)
    {
        var name = new Option<string?>("--name") { Description = "Name of the connection.", HelpName = "NAME", Required = true };
        var provider = new Option<string?>("--provider") { Description = "Provider: " + string.Join(", ", host.Clients.Providers.Select(factory => factory.Provider)) + ".", HelpName = "PROVIDER", Required = true };
        var region = CommandExtensions.Text("--region", "REGION", "Region. Default: the vendor's own configuration decides.");
        var profile = CommandExtensions.Text("--profile", "NAME", "Profile, account or project of the vendor's credential chain.");
        var endpoint = CommandExtensions.Text("--endpoint", "URL", "Another endpoint than the vendor's, for emulators and private links.");
        var queue = CommandExtensions.Text("--queue", "NAME", "Queue of submits that name none.");
        var settings = CommandExtensions.Texts("--set", "NAME=VALUE", "Further setting of the provider. May be repeated.");
        var replace = CommandExtensions.Flag("--replace", "Replace a connection of the same name.");
        var makeDefault = CommandExtensions.Flag("--default", "Use it when no connection is named.");
        return new Command("add", "Save a connection.")
            .With(name, provider, region, profile, endpoint, queue, settings, replace, makeDefault)
            .Runs(host, async (context, cancellationToken) =>
            {
                var parse = context.Parse;
                var values = new Values();
                var connection = new ConnectionSettings
                {
                    Name = parse.GetValue(name)!,
                    Provider = Known(parse.GetValue(provider)!, host.Clients.Providers, values),
                    Region = parse.GetValue(region),
                    Profile = parse.GetValue(profile),
                    Endpoint = EndpointOf(parse.GetValue(endpoint), values),
                    DefaultQueue = parse.GetValue(queue),
                    Settings = values.Pairs("--set", parse.GetValue(settings)) ?? new Dictionary<string, string>(),
                };
                values.ThrowIfAny();
                await context.Host.Clients.AddAsync(connection, parse.GetValue(replace), parse.GetValue(makeDefault), cancellationToken);
                context.Host.Error.WriteLine($"saved connection {connection.Name}; try it: multibatch connection test {connection.Name}");
                return ExitCodes.Done;
            });
    }

    private static Command Remove(CliHost host)
    {
        var name = new Argument<string>("NAME") { Description = "Name of the connection." };
        return new Command("remove", "Forget a connection. Its jobs are not touched.").With(name).Runs(host, async (context, cancellationToken) =>
        {
            var text = context.Parse.GetValue(name)!;
            if (!await context.Host.Clients.RemoveAsync(text, cancellationToken))
            {
                throw new InvalidInputException($"there is no saved connection '{text}'; 'multibatch connection list' shows them");
            }

            context.Host.Error.WriteLine($"removed connection {text}");
            return ExitCodes.Done;
        });
    }

    private static Command Test(CliHost host)
    {
        var name = new Argument<string?>("NAME") { Description = "Name of the connection. Default: the one in use.", Arity = ArgumentArity.ZeroOrOne };
        return new Command("test", "Try a connection: credentials, endpoint, permission to list.").With(name).Runs(host, async (context, cancellationToken) =>
        {
            var text = context.Parse.GetValue(name) ?? context.ConnectionName;
            await using var client = await context.Host.Clients.OpenAsync(text, cancellationToken);
            await client.GetCapabilitiesAsync(cancellationToken);
            await foreach (var job in client.ListJobsAsync(null, cancellationToken))
            {
                break;
            }

            context.Host.Error.WriteLine($"connection {client.Connection ?? text ?? client.Provider} works: provider {client.Provider} answers");
            return ExitCodes.Done;
        });
    }

    private static string Known(string provider, IReadOnlyList<IBatchProviderFactory> factories, Values values)
    {
        var names = factories.Select(factory => factory.Provider).ToList();
        if (!names.Contains(provider, StringComparer.Ordinal))
        {
            var nearest = Nearest.To(provider, names);
            values.Add($"--provider: '{provider}' is none of {string.Join(", ", names)}{(nearest is null ? string.Empty : $"; did you mean '{nearest}'?")}");
        }

        return provider;
    }

    private static Uri? EndpointOf(string? text, Values values)
    {
        if (text is null)
        {
            return null;
        }

        if (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https")
        {
            return uri;
        }

        values.Add($"--endpoint: '{text}' is not an address; write https://host or http://127.0.0.1:port");
        return null;
    }
}
