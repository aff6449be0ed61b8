using RoadmapAgent.Api;
using RoadmapAgent.Api.Learning;
using RoadmapAgent.Api.Logs;
using RoadmapAgent.Api.Operations;
using RoadmapAgent.Api.Progress;
using RoadmapAgent.Api.Roadmaps;
using RoadmapAgent.Domain.Contracts;

var builder = WebApplication.CreateBuilder(args);
builder.AddServiceDefaults();
builder.AddRoadmapDatabase();
builder.AddRoadmapData();
builder.AddExecutionLog();
builder.AddRoadmapMessaging(bus => bus.CarryMessages(Messages.Types).AddFanOutConsumer<ProgressConsumer>());
builder.AddApi();
builder.AddOperations();

var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.MapDefaultEndpoints();
app.MapReference();
app.MapPage("/", "");
app.MapRoadmaps();
app.MapLearning();
app.MapLogs();
app.MapProgress();
app.MapOperations();
app.Run();
