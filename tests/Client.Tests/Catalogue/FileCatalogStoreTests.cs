using System.Globalization;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using MultiBatch.Catalogue;

namespace MultiBatch.Client.Tests.Catalogue;

public sealed class FileCatalogStoreTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FileCatalogStore _store;

    public FileCatalogStoreTests() => _store = new FileCatalogStore(_folder.Combine("catalogue"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_document_comes_back_as_it_was_put()
    {
        var tag = await _store.TryPutAsync("local/default/queues/main", Bytes("{ \"name\": \"main\" }"), null, default);

        var document = await _store.GetAsync("local/default/queues/main", default);

        Assert.Equal("{ \"name\": \"main\" }", Text(document));
        Assert.Equal(tag, document!.ETag);
        Assert.Equal("{ \"name\": \"main\" }", File.ReadAllText(_folder.Combine("catalogue", "local", "default", "queues", "main.json")));
    }

    [Fact]
    public async Task Nothing_is_touched_before_the_first_write()
    {
        Assert.Null(await _store.GetAsync("a", default));
        Assert.Empty(await ListAsync(""));

        Assert.False(Directory.Exists(_store.Folder));
    }

    [Fact]
    public async Task A_new_document_does_not_overwrite_one_that_is_there()
    {
        await _store.TryPutAsync("a", Bytes("1"), null, default);

        Assert.Null(await _store.TryPutAsync("a", Bytes("2"), null, default));
        Assert.Equal("1", Text(await _store.GetAsync("a", default)));
    }

    [Fact]
    public async Task Only_the_document_that_was_read_is_overwritten()
    {
        var first = await _store.TryPutAsync("a", Bytes("1"), null, default);
        var second = await _store.TryPutAsync("a", Bytes("2"), first, default);

        Assert.Null(await _store.TryPutAsync("a", Bytes("3"), first, default));
        Assert.NotNull(await _store.TryPutAsync("a", Bytes("3"), second, default));
        Assert.Null(await _store.TryPutAsync("b", Bytes("3"), second, default));
    }

    [Fact]
    public async Task Only_the_document_that_was_read_is_deleted()
    {
        var first = await _store.TryPutAsync("a", Bytes("1"), null, default);
        var second = await _store.TryPutAsync("a", Bytes("2"), first, default);

        Assert.False(await _store.TryDeleteAsync("a", first!, default));
        Assert.NotNull(await _store.GetAsync("a", default));
        Assert.True(await _store.TryDeleteAsync("a", second!, default));
        Assert.Null(await _store.GetAsync("a", default));
        Assert.True(await _store.TryDeleteAsync("a", second!, default));
    }

    [Fact]
    public async Task The_list_has_the_keys_at_or_below_a_segment_in_order()
    {
        foreach (var key in new[] { "x/b", "x/a/2", "x/a", "x/a/1", "xy/a", "x-1", "w", "x/A" })
        {
            await _store.TryPutAsync(key, Bytes("1"), null, default);
        }

        Assert.Equal(["w", "x-1", "x/A", "x/a", "x/a/1", "x/a/2", "x/b", "xy/a"], await ListAsync(""));
        Assert.Equal(["x/A", "x/a", "x/a/1", "x/a/2", "x/b"], await ListAsync("x"));
        Assert.Equal(["x/a", "x/a/1", "x/a/2"], await ListAsync("x/a/"));
        Assert.Empty(await ListAsync("y"));
    }

    [Fact]
    public async Task Keys_are_told_apart_by_case()
    {
        await _store.TryPutAsync("jobs/Build", Bytes("1"), null, default);
        await _store.TryPutAsync("jobs/build", Bytes("2"), null, default);

        Assert.Equal("1", Text(await _store.GetAsync("jobs/Build", default)));
        Assert.Equal("2", Text(await _store.GetAsync("jobs/build", default)));
        Assert.Null(await _store.GetAsync("jobs/BUILD", default));
    }

    [Fact]
    public async Task What_a_crash_left_behind_is_neither_seen_nor_in_the_way()
    {
        Directory.CreateDirectory(_folder.Combine("catalogue", "queues"));
        File.WriteAllText(_folder.Combine("catalogue", "queues", ".main.json.tmp"), "{ \"na");
        File.WriteAllText(_folder.Combine("catalogue", "queues", "notes.txt"), "by hand");

        Assert.Empty(await ListAsync("queues"));
        Assert.Null(await _store.GetAsync("queues/main", default));
        Assert.NotNull(await _store.TryPutAsync("queues/main", Bytes("1"), null, default));
        Assert.Equal(["queues/main"], await ListAsync(""));
        Assert.Equal(["main.json", "notes.txt"], Directory.GetFiles(_folder.Combine("catalogue", "queues")).Select(Path.GetFileName).Order());
    }

    [Theory]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("/etc/passwd")]
    [InlineData("")]
    public async Task No_key_leaves_the_folder(string key)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => _store.TryPutAsync(key, Bytes("1"), null, default));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.GetAsync(key, default));
        await Assert.ThrowsAsync<ArgumentException>(() => _store.TryDeleteAsync(key, "x", default));
    }

    [Fact]
    public async Task Two_stores_on_one_folder_lose_no_update()
    {
        FileCatalogStore[] stores = [_store, new FileCatalogStore(_store.Folder)];

        await Task.WhenAll(Enumerable.Range(0, 8).Select(worker => Task.Run(async () =>
        {
            for (var round = 0; round < 25; round++)
            {
                await IncrementAsync(stores[worker % 2], "counter");
            }
        })));

        Assert.Equal("200", Text(await _store.GetAsync("counter", default)));
    }

    [Fact]
    public async Task Of_many_that_create_one_document_exactly_one_succeeds()
    {
        FileCatalogStore[] stores = [_store, new FileCatalogStore(_store.Folder)];

        for (var round = 0; round < 10; round++)
        {
            var tags = await Task.WhenAll(Enumerable.Range(0, 6).Select(worker => Task.Run(() =>
                stores[worker % 2].TryPutAsync($"round/{round}", Bytes($"by {worker}"), null, default))));

            Assert.Single(tags, tag => tag is not null);
        }
    }

    [Fact]
    public void The_store_behaves_as_a_map_with_tags() => Prop.ForAll(Operations.ToArbitrary(), operations =>
    {
        using var folder = new TemporaryFolder();
        FileCatalogStore[] stores = [new(folder.Path), new(folder.Path)];
        var model = new Dictionary<string, string>();
        foreach (var (key, kind, store, value) in operations)
        {
            ApplyAsync(stores[store], model, key, kind, value).GetAwaiter().GetResult();
        }

        Assert.Equal(model.Keys.Order(StringComparer.Ordinal), stores[0].ListAsync("", default).ToBlockingEnumerable());
    }).QuickCheckThrowOnFailure();

    [Fact]
    public async Task A_reader_never_sees_half_a_document()
    {
        string[] contents = [new('a', 100_000), new('b', 50_000)];
        var tag = await _store.TryPutAsync("a", Bytes(contents[0]), null, default);
        using var done = new CancellationTokenSource();
        var reader = Task.Run(async () =>
        {
            while (!done.IsCancellationRequested)
            {
                Assert.Contains(Text(await new FileCatalogStore(_store.Folder).GetAsync("a", default)), contents);
            }
        });

        for (var round = 1; round <= 40; round++)
        {
            tag = await _store.TryPutAsync("a", Bytes(contents[round % 2]), tag, default);
            Assert.NotNull(tag);
        }

        await done.CancelAsync();
        await reader;
    }

    [Fact]
    public async Task A_cancelled_write_writes_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.TryPutAsync("a", Bytes("1"), null, new CancellationToken(true)));

        Assert.Null(await _store.GetAsync("a", default));
    }

    [SkippableFact]
    public async Task The_folder_is_open_to_its_owner_only()
    {
        await _store.TryPutAsync("a/b", Bytes("1"), null, default);

        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_store.Folder));
            return;
        }

        Skip.If(true, "Windows keeps profiles apart by itself.");
    }

    private static readonly Gen<(string Key, int Kind, int Store, string Value)[]> Operations = Gen.ArrayOf(
        from key in Gen.Elements("a", "A", "a/b", "a.json", "a.json/b", "con")
        from kind in Gen.Choose(0, 4)
        from store in Gen.Choose(0, 1)
        from value in Gen.Elements("1", "2", "3")
        select (key, kind, store, value));

    private static async Task ApplyAsync(FileCatalogStore store, Dictionary<string, string> model, string key, int kind, string value)
    {
        var known = model.GetValueOrDefault(key);
        var document = await store.GetAsync(key, default);
        Assert.Equal(known, document is null ? null : Text(document));
        switch (kind)
        {
            case 0:
                Assert.Equal(known is null, await store.TryPutAsync(key, Bytes(value), null, default) is not null);
                model[key] = known ?? value;
                break;
            case 1 when document is not null:
                Assert.NotNull(await store.TryPutAsync(key, Bytes(value), document.ETag, default));
                model[key] = value;
                break;
            case 2:
                Assert.Null(await store.TryPutAsync(key, Bytes(value), "another tag", default));
                break;
            case 3 when document is not null:
                Assert.True(await store.TryDeleteAsync(key, document.ETag, default));
                model.Remove(key);
                break;
            case 4 when document is not null:
                Assert.False(await store.TryDeleteAsync(key, "another tag", default));
                break;
            default:
                break;
        }
    }

    private static async Task IncrementAsync(FileCatalogStore store, string key)
    {
        while (true)
        {
            var current = await store.GetAsync(key, default);
            var next = current is null ? 1 : int.Parse(Text(current), CultureInfo.InvariantCulture) + 1;
            if (await store.TryPutAsync(key, Bytes(next.ToString(CultureInfo.InvariantCulture)), current?.ETag, default) is not null)
            {
                return;
            }
        }
    }

    private static byte[] Bytes(string text) => Encoding.UTF8.GetBytes(text);

    private static string Text(CatalogDocument? document) => Encoding.UTF8.GetString(document!.Content.Span);

    private async Task<List<string>> ListAsync(string prefix)
    {
        var keys = new List<string>();
        await foreach (var key in _store.ListAsync(prefix, default))
        {
            keys.Add(key);
        }

        return keys;
    }
}
