// The shapes of the API's requests and responses, as far as the pages read them. Only the type checker (jsconfig.json) reads this file.
declare namespace Api {
  type Status = 'pending' | 'processing' | 'human_review_pending' | 'completed' | 'partial_failure' | 'failed' | 'cancelled';
  type Step =
    | 'queued' | 'intent_analysis' | 'curriculum_design' | 'structure_validation' | 'roadmap_edit' | 'human_review'
    | 'content_generation' | 'finished';
  type ContentStatus = 'pending' | 'completed' | 'failed' | 'partial_failure';
  type ContentKind = 'tutorial' | 'resources' | 'quiz';

  interface Problem {
    title?: string;
    detail?: string;
    errors?: FieldErrors;
  }

  /** Messages by the field's name, such as `goal` or `knownTechnologies[2]`. */
  type FieldErrors = Record<string, string[]>;

  interface Account {
    id: string;
    name: string;
    isOperator: boolean;
    identities: LocalIdentity[];
    restorableDays: number;
  }

  interface LocalIdentity {
    subject: string;
    name: string;
  }

  interface CreateRoadmap {
    goal: string;
    currentLevel: string;
    hoursPerWeek: number | null;
    knownTechnologies: string[];
    skipReview: boolean;
  }

  interface Page<T> {
    items: T[];
    next: string | null;
  }

  interface Progress {
    total: number;
    completed: number;
    failed: number;
  }

  interface Learning {
    done: number;
    total: number;
    quizAverage: number | null;
  }

  interface RoadmapListItem {
    id: string;
    goal: string;
    title: string | null;
    status: Status;
    step: Step;
    totalHours: number;
    weeks: number;
    progress: Progress;
    createdAt: string;
  }

  interface TrashedRoadmap {
    id: string;
    goal: string;
    title: string | null;
    deletedAt: string;
    restorableUntil: string;
  }

  interface Roadmap extends RoadmapListItem {
    summary: string | null;
    error: string | null;
    learning: Learning;
    /** About how many concepts of other roadmaps are written first; 500 is 500 or more. */
    conceptsAhead: number | null;
    score: Score | null;
    stages: Stage[];
    reading: GoalReading | null;
  }

  /** How the words of a goal were read. */
  interface GoalReading {
    learn: ReadPhrase[];
    comingFrom: ReadPhrase[];
    excluded: ReadPhrase[];
    certifications: ReadPhrase[];
    purposes: ReadPhrase[];
    timeLimit: { words: string, days: number | null, hours: number | null } | null;
    notTaught: ReadPhrase[];
    notUnderstood: string[];
    nearest: string[];
    remarks: string[];
  }

  interface ReadPhrase {
    words: string;
    name: string;
  }

  interface Score {
    dimensions: { warnings: string[] };
  }

  interface Stage {
    title: string;
    description: string;
    modules: Module[];
  }

  interface Module {
    title: string;
    description: string;
    concepts: ConceptSummary[];
  }

  interface ConceptSummary {
    id: string;
    name: string;
    description: string;
    hours: number;
    difficulty: string;
    prerequisites: string[];
    status: ContentStatus;
    done: boolean;
  }

  interface Review {
    round: number;
    waitingSince: string | null;
    feedback: string | null;
    answers: FeedbackAnswer[];
    changes: PlanChange[];
  }

  interface FeedbackAnswer {
    wish: string;
    outcome: 'done' | 'not_possible' | 'not_understood';
    answer: string;
  }

  interface PlanChange {
    change: 'added' | 'removed' | 'moved' | 'changed';
    conceptId: string;
    name: string;
    detail: string;
  }

  interface ReviewDecision {
    approved: boolean;
    feedback?: string;
  }

  interface Concept {
    id: string;
    name: string;
    status: ContentStatus;
    done: boolean;
    tutorial: Tutorial | null;
    resources: Resource[] | null;
    quiz: Question[] | null;
    quizResults: QuizResults;
    note: string | null;
  }

  interface Tutorial {
    title: string;
    summary: string;
    markdown: string;
    estimatedMinutes: number;
  }

  interface Resource {
    title: string;
    url: string;
    type: 'article' | 'video' | 'book' | 'course' | 'documentation' | 'tool';
    description: string;
  }

  interface Question {
    type: 'single_choice' | 'multiple_choice' | 'true_false' | 'order';
    question: string;
    options: string[];
    code?: string | null;
  }

  interface QuizResults {
    attempts: number;
    bestScore: number | null;
    lastScore: number | null;
  }

  interface QuizScore {
    score: number;
    correct: number;
    total: number;
    questions: AnswerResult[];
  }

  interface AnswerResult {
    correct: boolean;
    /** Indices of the correct options; of all options in the right order for an order question. */
    expected: number[];
    explanation: string;
    optionExplanations?: string[] | null;
  }

  interface SearchResults {
    items: SearchHit[];
  }

  interface SearchHit {
    roadmapId: string;
    roadmapTitle: string;
    conceptId: string;
    conceptName: string;
    excerpt: string;
  }

  interface DueQuestions {
    /** The number of all; the items are the first ones. */
    due: number;
    items: DueQuestion[];
  }

  interface DueQuestion extends Question {
    id: string;
    roadmapId: string;
    conceptId: string;
    conceptName: string;
  }

  interface CardAnswered {
    result: AnswerResult;
    dueAt: string;
  }

  interface Budget {
    lines: BudgetLine[];
  }

  interface BudgetLine {
    inequality: string;
    who: string;
    arithmetic: string;
    demand: number;
    limit: number | null;
  }

  interface ConnectionSample {
    at: string;
    server: { maxConnections: number; reserved: number; backends: number; available: number };
    pooler: { maxClients: number; clients: number; waiting: number; longestWaitSeconds: number } | null;
    services: ServiceSample[];
    messages: { backlog: number; oldestSeconds: number };
    queues: QueueSample[] | null;
    findings: Finding[];
    foreign: SessionGroup[];
    unattributed: SessionGroup[] | null;
  }

  interface SessionGroup {
    role: string;
    application: string;
    count: number;
  }

  interface FleetState {
    at: string | null;
    ageSeconds: number | null;
    isStale: boolean;
    findings: Finding[];
  }

  interface ServiceSample {
    service: string;
    declaredProcesses: number;
    processes: number;
    share: number;
    minimumShare: number | null;
    maximumShare: number | null;
    backends: number | null;
    active: number | null;
    idleInTransaction: number | null;
    maxClients: number;
    clients: number | null;
    waiting: number | null;
    transactions: number | null;
  }

  interface QueueSample {
    service: string;
    queue: string;
    waiting: number;
    consumers: number;
    failed: number;
  }

  interface FleetHistory {
    at: string[];
    /** By service; the whole fleet under an empty name. */
    series: Record<string, FleetNumbers>;
  }

  interface FleetNumbers {
    limit: number;
    backends: (number | null)[];
    waiting: (number | null)[];
    messages: (number | null)[];
  }

  interface SessionList {
    at: string;
    sessions: Session[];
  }

  interface Session {
    pid: number;
    role: string;
    application: string;
    state: string;
    wait: string | null;
    sessionSeconds: number;
    transactionSeconds: number | null;
    stateSeconds: number;
    query: string;
  }

  interface ActionDone {
    message: string;
  }

  interface Finding {
    level: 'healthy' | 'degraded' | 'unhealthy';
    about?: string;
    kind?: string;
    message: string;
  }
}
