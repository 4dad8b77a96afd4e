<?php
/**
 * The settings.
 *
 * @package Parley
 */

defined( 'ABSPATH' ) || exit;

/**
 * Puts the settings page under WooCommerce and does what its buttons say.
 *
 * Every action is a form post with a nonce of its own, for people who may manage WooCommerce, and ends in a redirect.
 */
class Parley_Admin {

	const PAGE = 'parley';

	/**
	 * Which Parley.
	 *
	 * @var Parley_Settings
	 */
	private $settings;

	/**
	 * Hold the settings.
	 *
	 * @param Parley_Settings $settings Which Parley.
	 */
	public function __construct( Parley_Settings $settings ) {
		$this->settings = $settings;
	}

	/**
	 * Hook in.
	 *
	 * @return void
	 */
	public function hook_in() {
		add_action( 'admin_menu', array( $this, 'add_page' ), 60 );
		add_filter( 'plugin_action_links_' . plugin_basename( PARLEY_FILE ), array( $this, 'add_link' ) );
		add_action( 'admin_post_parley_connect', array( $this, 'connect' ) );
		add_action( 'admin_post_parley_paste', array( $this, 'paste' ) );
		add_action( 'admin_post_parley_test', array( $this, 'test' ) );
		add_action( 'admin_post_parley_disconnect', array( $this, 'disconnect' ) );
	}

	/**
	 * Return who may come here; without WooCommerce nobody manages it, and administrators may.
	 *
	 * @return string
	 */
	public static function right(): string {
		return function_exists( 'WC' ) ? 'manage_woocommerce' : 'manage_options';
	}

	/**
	 * Return the page's address.
	 *
	 * @param string $said What is to be said there, by its name.
	 * @return string
	 */
	public static function url( string $said = '' ): string {
		$args = array( 'page' => self::PAGE );
		if ( '' !== $said ) {
			$args['parley_said'] = $said;
		}
		return add_query_arg( $args, admin_url( function_exists( 'WC' ) ? 'admin.php' : 'options-general.php' ) );
	}

	/**
	 * Return the name under which a test's result waits for the page that shows it.
	 *
	 * @return string
	 */
	public static function result_name(): string {
		return 'parley_test_' . get_current_user_id();
	}

	/**
	 * Add the page to the menu.
	 *
	 * @return void
	 */
	public function add_page() {
		$show   = array( new Parley_Screen( $this->settings ), 'show' );
		$parent = function_exists( 'WC' ) ? 'woocommerce' : 'options-general.php';
		add_submenu_page( $parent, 'Parley', 'Parley', self::right(), self::PAGE, $show );
	}

	/**
	 * Add a link to the page in the list of plugins.
	 *
	 * @param string[] $links The links there are.
	 * @return string[]
	 */
	public function add_link( $links ) {
		$link = '<a href="' . esc_url( self::url() ) . '">' . esc_html__( 'Settings', 'parley' ) . '</a>';
		return array_merge( array( $link ), (array) $links );
	}

	/**
	 * Keep Parley's address, and go there to connect the store.
	 *
	 * @return void
	 */
	public function connect() {
		$this->check( 'parley_connect' );
		// phpcs:ignore WordPress.Security.NonceVerification.Missing -- Checked one line above.
		$typed   = isset( $_POST['parley_address'] ) ? sanitize_text_field( wp_unslash( $_POST['parley_address'] ) ) : '';
		$address = Parley_Settings::clean_address( $typed );
		if ( '' === $address ) {
			$this->leave( 'no_address' );
			return;
		}
		if ( $address !== $this->settings->address ) {
			( new Parley_Settings( $address ) )->save();
		}
		$there = add_query_arg(
			array(
				'address' => rawurlencode( home_url() ),
				'hello'   => Parley_Hello::new_code(),
			),
			$address . '/console/connect/woocommerce'
		);
		add_filter(
			'allowed_redirect_hosts',
			static function ( $hosts ) use ( $address ) {
				$hosts[] = (string) wp_parse_url( $address, PHP_URL_HOST );
				return $hosts;
			}
		);
		wp_safe_redirect( $there );
		exit;
	}

	/**
	 * Take a pasted connection line.
	 *
	 * @return void
	 */
	public function paste() {
		$this->check( 'parley_paste' );
		// phpcs:ignore WordPress.Security.NonceVerification.Missing -- Checked one line above.
		$line  = isset( $_POST['parley_line'] ) ? sanitize_text_field( wp_unslash( $_POST['parley_line'] ) ) : '';
		$found = Parley_Settings::from_line( $line );
		if ( null === $found ) {
			$this->leave( 'no_line' );
			return;
		}
		$found->save();
		Parley_Status::forget();
		$this->settings = $found;
		( new Parley_Reach( $found ) )->hook_in();
		$this->leave( $this->run_test() ? 'connected' : 'saved' );
	}

	/**
	 * Try the connection.
	 *
	 * @return void
	 */
	public function test() {
		$this->check( 'parley_test' );
		$this->run_test();
		$this->leave( 'tested' );
	}

	/**
	 * Forget the connection.
	 *
	 * @return void
	 */
	public function disconnect() {
		$this->check( 'parley_disconnect' );
		$this->settings->disconnect();
		$this->leave( 'disconnected' );
	}

	/**
	 * Try everything, and keep how it went for the page that follows.
	 *
	 * @return bool Whether everything is well.
	 */
	private function run_test(): bool {
		if ( ! $this->settings->is_connected() ) {
			return false;
		}
		$lines = ( new Parley_Check( $this->settings ) )->run();
		set_transient( self::result_name(), $lines, MINUTE_IN_SECONDS );
		return ! in_array( false, array_column( $lines, 0 ), true );
	}

	/**
	 * Let nobody through but who may, from our own form.
	 *
	 * @param string $action Which form.
	 * @return void
	 */
	private function check( string $action ) {
		if ( ! current_user_can( self::right() ) ) {
			wp_die( esc_html__( 'You may not change this.', 'parley' ), '', array( 'response' => 403 ) );
		}
		check_admin_referer( $action );
	}

	/**
	 * Go back to the page.
	 *
	 * @param string $said What is to be said there.
	 * @return void
	 */
	private function leave( string $said ) {
		wp_safe_redirect( self::url( $said ) );
		exit;
	}
}
