using Aspire.Hosting;
using Aspire.Hosting.ApplicationModel;
using RoadmapAgent.Connections.Budget;
using RoadmapAgent.Hosting.ConnectionBudget;

namespace RoadmapAgent.Tests.Unit.Hosting.ConnectionBudget;

public sealed class AddConnectionBudgetTests
{
    [Fact]
    public async Task Three_services_on_two_databases_of_one_server_are_one_sum()
    {
        var builder = ForeignModel.Create();
        var server = builder.AddPostgres("pg");
        var (orders, catalog) = (server.AddDatabase("orders-db"), server.AddDatabase("catalog-db"));
        builder.AddService("orders", orders).WithMaxPoolSize(10);
        builder.AddService("catalog", catalog).WithMaxPoolSize(8);
        builder.AddService("search", catalog).WithMaxPoolSize(4);

        var budget = Assert.Single(await builder.CheckAsync());

        Assert.Equal("pg", budget.Server.Name);
        Assert.True(budget.Result.Holds);
        Assert.Equal([("orders", 20L), ("catalog", 16), ("search", 8), ("together", 44)], Server(budget));
        Assert.Empty(budget.Assumptions);
    }

    [Fact]
    public async Task Every_server_has_a_budget_of_its_own()
    {
        var builder = ForeignModel.Create();
        var one = builder.AddPostgres("one").WithConnectionLimits(new() { MaxConnections = 50 });
        var other = builder.AddPostgres("other").AddDatabase("reports-db");
        builder.AddService("orders", one).WithMaxPoolSize(10);
        builder.AddService("reports", other).WithMaxPoolSize(50);

        var budgets = await builder.CheckAsync();

        Assert.Equal([("one", true), ("other", false)], budgets.Select(budget => (budget.Server.Name, budget.Result.Holds)));
        Assert.Contains(budgets[0].Result.Lines, line => line is { Inequality: BudgetInequality.Server, Demand: 20, Limit: 34 });
        Assert.Contains("max_connections of 'other' (100) to at least 116", budgets[1].ToText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Replicas_count_and_those_that_a_deployment_runs_beside_them()
    {
        var builder = ForeignModel.Create();
        var database = builder.AddPostgres("pg").AddDatabase("db");
        builder.AddProject("api", "unused/api.csproj", project => project.ExcludeLaunchProfile = true)
            .WithReference(database)
            .WithReplicas(3)
            .WithMaxPoolSize(5);

        Assert.Equal([("api", 30L), ("together", 30)], Server(Assert.Single(await builder.CheckAsync())));
    }

    [Fact]
    public async Task Behind_a_pooler_the_share_counts_and_the_clients_count_against_the_pooler()
    {
        var builder = ForeignModel.Create();
        var server = builder.AddPostgres("pg");
        var database = server.AddDatabase("db");
        var pooler = builder.AddPgBouncer("pooler", server, new() { MaxClientConnections = 250 });
        builder.AddService("web", pooler.AddDatabase("web-db", database, poolSize: 20, reserve: 2));
        builder.AddService("jobs", database).WithMaxPoolSize(15);

        var budget = Assert.Single(await builder.CheckAsync());

        Assert.True(budget.Result.Holds, budget.ToText());
        Assert.Equal([("web", 22L), ("jobs", 30), ("together", 52)], Server(budget));
        Assert.Contains(budget.Result.Lines, line => line is { Inequality: BudgetInequality.Clients, Who: "web", Demand: 200 });
        Assert.DoesNotContain(budget.Result.Lines, line => line is { Inequality: BudgetInequality.Clients, Who: "jobs" });
        Assert.Contains("'web'", Assert.Single(budget.Assumptions), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_share_that_two_services_use_counts_once_and_one_that_none_uses_counts_too()
    {
        var builder = ForeignModel.Create();
        var server = builder.AddPostgres("pg");
        var database = server.AddDatabase("db");
        var pooler = builder.AddPgBouncer("pooler", server);
        var shared = pooler.AddDatabase("shared", database, poolSize: 20);
        pooler.AddDatabase("unused", database, poolSize: 5);
        builder.AddService("web", shared).WithMaxPoolSize(10);
        builder.AddService("jobs", shared).WithMaxPoolSize(10);

        Assert.Equal([("web + jobs", 20L), ("unused", 5), ("together", 25)], Server(Assert.Single(await builder.CheckAsync())));
    }

    [Fact]
    public async Task A_service_on_the_pooler_and_past_it_has_a_line_for_each()
    {
        var builder = ForeignModel.Create();
        var server = builder.AddPostgres("pg");
        var database = server.AddDatabase("db");
        var alias = builder.AddPgBouncer("pooler", server).AddDatabase("alias", database, poolSize: 20);
        builder.AddService("web", alias).WithReference(database).WithMaxPoolSize(5);

        Assert.Equal([("web", 20L), ("web (direct)", 10), ("together", 30)], Server(Assert.Single(await builder.CheckAsync())));
    }

    [Theory]
    [InlineData("Maximum Pool Size=7", 7)]
    [InlineData("maximum pool size = 7", 7)]
    [InlineData("Max Pool Size=3;Maximum Pool Size=7", 7)]
    [InlineData("Timeout=5", 100)]
    public async Task The_size_in_a_connection_string_that_a_service_is_given_counts(string settings, int size)
    {
        var builder = ForeignModel.Create();
        var database = builder.AddPostgres("pg").AddDatabase("db");
        builder.AddService("web", database).WithEnvironment("ConnectionStrings__db", ReferenceExpression.Create($"{database};{settings}"));

        var budget = Assert.Single(await builder.CheckAsync());

        Assert.Equal(2L * size, Server(budget)[0].Demand);
        Assert.Equal(size == 100, budget.Assumptions.Any());
    }

    [Fact]
    public async Task A_service_whose_size_is_not_known_is_named_with_what_is_assumed()
    {
        var builder = ForeignModel.Create();
        builder.AddService("web", builder.AddPostgres("pg").AddDatabase("db"));

        var budget = Assert.Single(await builder.CheckAsync());

        Assert.Equal([("web", 200L), ("together", 200)], Server(budget));
        Assert.EndsWith(
            "The pool size of 'web' is not known: 100, Npgsql's default, is assumed. "
            + "Set it with WithMaxPoolSize, or with Maximum Pool Size in its connection string.",
            budget.ToText(),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_connects_only_for_operations_is_in_the_reserve()
    {
        var builder = ForeignModel.Create();
        var database = builder.AddPostgres("pg").AddDatabase("db");
        builder.AddService("migrations", database).WithOperationsConnections();
        builder.AddService("web", database).WithConnections(new ServiceDescription { Name = "web", MaxPoolSize = 12, Gate = 9 });

        Assert.Equal([("web", 24L), ("together", 24)], Server(Assert.Single(await builder.CheckAsync())));
    }

    [Theory]
    [InlineData()]
    [InlineData("--operation", "publish", "--publisher", "manifest", "--output-path", "unused")]
    public async Task Too_large_is_refused_with_the_arithmetic_and_the_smallest_changes_before_anything_starts(params string[] arguments)
    {
        var builder = ForeignModel.Create(arguments);
        builder.AddConnectionBudget();
        var database = builder.AddPostgres("pg").AddDatabase("db");
        builder.AddService("web", database).WithMaxPoolSize(30);
        builder.AddService("jobs", database).WithMaxPoolSize(20);
        await using var application = builder.Build();

        var refusal = await Assert.ThrowsAsync<ConnectionBudgetException>(
            () => application.RunAsync(TestContext.Current.CancellationToken));

        Assert.Contains("open up to 100 PostgreSQL connections, but only 84 are available", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("set the pool size (WithMaxPoolSize) of 'web' (30) to at most 22", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("set max_connections of 'pg' (100) to at least 116", refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Fleet:", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_declared_size_is_given_to_the_service_and_not_only_counted()
    {
        var builder = ForeignModel.Create();
        var database = builder.AddPostgres("pg").AddDatabase("db");
        var web = builder.AddService("web", database).WithMaxPoolSize(9);

        PoolSizeEnvironment.Apply(new(builder.Resources));
        var given = Assert.IsType<ReferenceExpression>((await builder.EnvironmentAsync(web.Resource))["ConnectionStrings__db"]);

        Assert.Equal("{db.connectionString};Maximum Pool Size=9", given.ValueExpression);
    }

    [Fact]
    public async Task A_model_without_PostgreSQL_has_no_budget_and_starts()
    {
        var builder = ForeignModel.Create();
        builder.AddConnectionBudget();

        Assert.Empty(await builder.CheckAsync());
    }

    private static List<(string Who, long Demand)> Server(ServerBudget budget) =>
        [.. budget.Result.Lines.Where(line => line.Inequality == BudgetInequality.Server).Select(line => (line.Who, line.Demand))];
}
